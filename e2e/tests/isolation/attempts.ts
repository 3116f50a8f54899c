import { type Answer, comparable } from "../../support/http";
import { makeRecord } from "../../support/makers";
import { type CallOptions, call, type Person, unique } from "../../support/people";
import { type Kind, leaks, type Planted } from "../../support/planted";
import type { Server } from "../../support/server";
import { expect } from "../../support/test";
import { type RouteClass, routes } from "./classified";

export type TenantRoute = Extract<RouteClass, { kind: "tenant" }>;

/** The routes of one kind, with their method and path. */
export function routesOf<K extends RouteClass["kind"]>(kind: K) {
  return Object.entries(routes).flatMap(([name, route]) => {
    const [method = "", path = ""] = name.split(" ");
    return isKind(route, kind) ? [{ name, method, path, route }] : [];
  });
}

function isKind<K extends RouteClass["kind"]>(
  route: RouteClass,
  kind: K,
): route is Extract<RouteClass, { kind: K }> {
  return route.kind === kind;
}

/** Whether a method changes something. */
export function writes(method: string): boolean {
  return method !== "GET" && method !== "HEAD" && method !== "OPTIONS";
}

/** Calls a route of a workspace with the id of a record. */
export function attempt(
  server: Server,
  person: Person | null,
  { method, path, route }: { method: string; path: string; route: TenantRoute },
  id: string,
  options: CallOptions = {},
): Promise<Answer> {
  return call(server, person, method, path.replace("[id]", id), {
    ...(route.body && { body: freshNames(method, route.body) }),
    ...options,
  });
}

// What has to be unique in its workspace is made so; the same route is called more than once.
function freshNames(method: string, body: object): object {
  const fresh: object = JSON.parse(JSON.stringify(body).replaceAll("{unique}", unique()));
  return method === "POST" && "name" in fresh ? { ...fresh, name: unique("New ") } : fresh;
}

/** The id of a record of the route's kind that may be spent: one of somebody's own, made for this call. */
export async function spendable(server: Server, person: Person, kind: Kind | undefined): Promise<string> {
  return kind === undefined ? "" : makeRecord(server, person, kind);
}

/** An id of the right form that nobody has. */
export const madeUpId = "01920000-0000-7000-8000-000000000000";

/** Texts that are no ids. */
export const malformedIds = ["x", "..%2F..%2Fetc%2Fpasswd", "%00", "1%27%20OR%20%271%27=%271"];

/** An answer that is a refusal of this status and tells nothing of the planted workspace. */
export function expectRefusal(answer: Answer, status: number, planted: Planted, sent: string[] = []): void {
  expect.soft(answer.status).toBe(status);
  expect.soft(answer.headers["content-type"]).toBe("application/problem+json");
  expect.soft(leaks(answer, planted.secrets, sent)).toEqual([]);
}

/** Two answers that differ in nothing but the request's id and the date. */
export function expectAlike(one: Answer, other: Answer): void {
  expect.soft(comparable(one)).toEqual(comparable(other));
}

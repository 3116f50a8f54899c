import type { Own } from "../../support/makers";
import { unique } from "../../support/people";
import type { RouteClass, WorkspaceRoute } from "../../tests/isolation/classified";
import type { Outgoing } from "./attempt";

/** A route inside a workspace, whoever may call it. */
export type InWorkspace = Extract<RouteClass, { kind: "tenant" | "owner" | "inside" }>;

/** What the dynamic segments of a route's path are the ids of. */
export function segmentsOf(route: InWorkspace): NonNullable<WorkspaceRoute["params"]> {
  const record = route.kind === "owner" ? undefined : route.record;
  return { ...(record && { id: record }), ...route.params };
}

/** A route's path with ids in it. */
export function pathWith(path: string, ids: Record<string, string>): string {
  return path.replace(/\[(\w+)\]/g, (_, name) => ids[name] ?? "x");
}

/** The ids of somebody's own records for the segments of a route. */
export function idsFor(route: InWorkspace, own: Own): Record<string, string> {
  return Object.fromEntries(
    Object.entries(segmentsOf(route)).map(([segment, kind]) => {
      const id = own[kind];
      if (id === undefined) throw new Error(`The proof has no ${kind} to name.`);
      return [segment, id];
    }),
  );
}

/** The body of a rightful call, with the caller's own in it; undefined for a route that takes none. */
export function bodyOf(route: InWorkspace, slug: string, own: Own): object | undefined {
  if (route.kind === "owner") return route.confirm && { confirm: slug };
  return route.body && filledIn(route.body, slug, own);
}

/** A body with the caller's own in the places that stand for it. */
export function filledIn(body: object, slug: string, own: Own): object {
  const words: Record<string, string | undefined> = { ...own, slug };
  const text = JSON.stringify(body).replace(/\{(\w+)\}/g, (whole, name) =>
    name === "unique" ? unique() : (words[name] ?? whole),
  );
  return JSON.parse(text);
}

/** Puts a value into a copy of a body, at a path such as `labelIds.0`. */
export function withValue(body: object, path: string, value: unknown): object {
  const [step = "", ...rest] = path.split(".");
  const index = Number(step);
  if (Number.isInteger(index)) {
    const list: unknown[] = Array.isArray(body) ? [...body] : [];
    list[index] = rest.length === 0 ? value : withValue(asObject(list[index]), rest.join("."), value);
    return list;
  }
  const inside = Reflect.get(body, step);
  const next = rest.length === 0 ? value : withValue(asContainer(inside, rest[0]), rest.join("."), value);
  return { ...body, [step]: next };
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

function asContainer(value: unknown, step: string | undefined): object {
  if (typeof value === "object" && value !== null) return value;
  return Number.isInteger(Number(step)) ? [] : {};
}

/** A request of a program to the API. */
export function apiCall(
  method: string,
  path: string,
  headers: Record<string, string>,
  tenant: string | string[] | null,
  body?: object,
): Outgoing {
  return {
    method,
    path,
    headers: {
      ...headers,
      ...(tenant !== null && { "x-tenant": tenant }),
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  };
}

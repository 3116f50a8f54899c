import { randomBytes } from "node:crypto";
import { breachOf } from "./api-client/contract";
import { type Answer, pickText, send } from "./http";
import type { Server } from "./server";

/** Somebody with an account and a workspace of their own. */
export interface Person {
  name: string;
  email: string;
  password: string;
  /** The Cookie header of their session. */
  cookie: string;
  /** Slug of the workspace they signed up with. */
  tenant: string;
  /** Their user id in it. */
  adminId: string;
  /** The project "Getting Started". */
  projectId: string;
}

export interface Wishes {
  companyName?: string;
  name?: string;
  email?: string;
  password?: string;
}

/** Letters and digits nobody has used before. */
export function unique(prefix = ""): string {
  return prefix + randomBytes(6).toString("hex");
}

/** Signs somebody up through the API and logs them in. */
export async function signUp(server: Server, wishes: Wishes = {}): Promise<Person> {
  const tag = unique();
  const person = {
    companyName: `Company ${tag}`,
    name: `Ada ${tag}`,
    email: `${tag}@example.com`,
    password: `correct horse ${tag}`,
    ...wishes,
  };
  const made = await post(server, "/api/v1/onboarding", person);
  if (made.status !== 201) throw new Error(`Sign-up answered ${made.status}: ${made.body}`);
  return {
    name: person.name,
    email: person.email,
    password: person.password,
    cookie: await logIn(server, person),
    tenant: pickText(made, "tenant"),
    adminId: pickText(made, "adminId"),
    projectId: pickText(made, "projectId"),
  };
}

/**
 * Logs in the way the log-in page does.
 *
 * @returns the Cookie header of the session
 * @throws Error when the address and the password do not belong together
 */
export async function logIn(
  server: Server,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const token = await send(server.url, "GET", "/api/auth/csrf");
  const form = new URLSearchParams({
    csrfToken: pickText(token, "csrfToken"),
    email,
    password,
    json: "true",
  });
  const answer = await send(server.url, "POST", "/api/auth/callback/credentials", {
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookiesOf(token) },
    body: form.toString(),
  });
  const session = cookiesOf(answer)
    .split("; ")
    .find((cookie) => cookie.startsWith("next-auth.session-token="));
  if (session === undefined) throw new Error(`Log-in answered ${answer.status}: ${answer.body}`);
  return session;
}

/** The cookies an answer sets, as a Cookie header. */
export function cookiesOf(answer: Answer): string {
  return (answer.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
}

export interface CallOptions {
  /** The workspace to name in X-Tenant; none at all when null. */
  tenant?: string | null;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string | string[]>;
}

/**
 * Calls the API as a person, in their own workspace unless told otherwise; as a stranger without one.
 *
 * @throws Error when a success is not what the API's document describes
 */
export async function call(
  server: Server,
  person: Pick<Person, "cookie" | "tenant"> | null,
  method: string,
  path: string,
  { tenant = person?.tenant ?? null, body, headers = {} }: CallOptions = {},
): Promise<Answer> {
  const answer = await send(server.url, method, path, {
    headers: {
      ...(person && { cookie: person.cookie }),
      ...(tenant !== null && { "x-tenant": tenant }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const breach = breachOf(method, path, answer);
  if (breach) throw new Error(breach);
  return answer;
}

/** Sends JSON as a stranger. */
function post(server: Server, path: string, body: unknown): Promise<Answer> {
  return call(server, null, "POST", path, { body });
}

/**
 * Creates a record through the API.
 *
 * @returns its id
 * @throws Error when it was not created
 */
export async function create(server: Server, person: Person, path: string, body: unknown): Promise<string> {
  const answer = await call(server, person, "POST", path, { body });
  if (answer.status !== 201) throw new Error(`POST ${path} answered ${answer.status}: ${answer.body}`);
  return pickText(answer, "id");
}

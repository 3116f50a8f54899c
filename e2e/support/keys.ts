import { type Answer, pickText, send } from "./http";
import { call, type Person } from "./people";
import type { Server } from "./server";

/** An API key, as its maker was shown it. */
export interface Key {
  id: string;
  key: string;
}

/** Makes a key in a person's own workspace. */
export async function makeKey(server: Server, person: Person, scopes: string[]): Promise<Key> {
  const answer = await call(server, person, "POST", "/api/v1/api-keys", { body: { name: "Script", scopes } });
  if (answer.status !== 201)
    throw new Error(`POST /api/v1/api-keys answered ${answer.status}: ${answer.body}`);
  return { id: pickText(answer, "id"), key: pickText(answer, "key") };
}

/** Calls the API as a program that holds a key. */
export function callByKey(
  server: Server,
  key: string,
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return send(server.url, method, path, {
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

import createClient, { type Client } from "openapi-fetch";
import type { Person } from "../people";
import type { Server } from "../server";
import type { paths } from "./schema";

/** A client of the API whose paths, inputs and answers are those of the document. */
export type ApiClient = Client<paths>;

/** Who a client calls as: somebody logged in, a key, or nobody. */
export type Caller = Pick<Person, "cookie" | "tenant"> | { key: string } | null;

/** Makes a client that calls as `caller`, in their own workspace. */
export function apiClient(server: Pick<Server, "url">, caller: Caller): ApiClient {
  return createClient<paths>({ baseUrl: `${server.url}/api/v1`, headers: credentialsOf(caller) });
}

function credentialsOf(caller: Caller): Record<string, string> {
  if (caller === null) return {};
  if ("key" in caller) return { authorization: `Bearer ${caller.key}` };
  return { cookie: caller.cookie, "x-tenant": caller.tenant };
}

import { call } from "../../support/people";
import type { World } from "../world/world";
import type { Attempt } from "./attempt";
import { apiCall, bodyOf, segmentsOf } from "./outgoing";
import type { Target } from "./workspace-routes";

/** How many creations were made for the attacked workspace, to give each a key of its own. */
let made = 0;

/**
 * A creation of the attacked workspace's owner, asked for again under its `Idempotency-Key` by somebody else: they make
 * a record of their own, and are not answered with the first one.
 */
export async function repetitionAttempts(target: Target, world: World): Promise<Attempt[]> {
  const { method, path, route } = target;
  const { victim, stranger, server } = world;
  const body = bodyOf(route, victim.slug, victim.own);
  if (method !== "POST" || route.kind !== "tenant" || Object.keys(segmentsOf(route)).length > 0 || !body)
    return [];
  made += 1;
  const headers = { "idempotency-key": `prove-${made}` };
  const first = await call(server, victim.owner, method, path, { body, headers });
  const ids = first.status === 201 ? idsIn(first.body) : [];
  if (ids.length === 0) return [];
  const secrets = {
    ...victim.secrets,
    ...Object.fromEntries(ids.map((id, index) => [`answer's id ${index}`, id])),
  };
  const callers = world.callers.filter(({ home, by }) => home === stranger.slug && by === "session");
  return callers.map((caller) => ({
    target: target.name,
    caller: caller.name,
    way: "Idempotency-Key: of another workspace's creation",
    out: apiCall(method, path, { ...caller.headers, ...headers }, stranger.slug, body),
    sent: [],
    twin: null,
    expect: [201],
    secrets,
  }));
}

function idsIn(text: string): string[] {
  return [...new Set(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])];
}

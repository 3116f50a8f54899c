import { pick, send } from "../../support/http";
import { madeUpCursor } from "../world/made-up";
import type { Ground, World } from "../world/world";
import type { Attempt } from "./attempt";
import { apiCall, idsFor, pathWith } from "./outgoing";
import type { Target } from "./workspace-routes";

/** A cursor of the attacked workspace's list, put to the caller's own; none where that list has one page. */
export async function cursorAttempts(target: Target, world: World): Promise<Attempt[]> {
  const { method, path, route } = target;
  if (route.list === undefined) return [];
  const { victim, stranger, server } = world;
  const address = (ground: Ground, query: string) => pathWith(path, idsFor(route, ground.own)) + query;
  const headers = { cookie: victim.owner.cookie, "x-tenant": victim.slug };
  const page = await send(server.url, method, address(victim, "?limit=1"), { headers });
  const cursor = pick(page, "nextCursor");
  if (typeof cursor !== "string") return [];
  const callers = world.callers.filter(({ home }) => home === stranger.slug);
  return callers.map((caller): Attempt => {
    const out = (value: string) =>
      apiCall(method, address(stranger, `?limit=1&cursor=${value}`), caller.headers, stranger.slug);
    return {
      target: target.name,
      caller: caller.name,
      way: "cursor: of another workspace's list",
      out: out(cursor),
      // What stands in it is packed: an answer that says it openly tells more than was sent.
      sent: [cursor],
      twin: { out: out(madeUpCursor(cursor)), sent: [madeUpCursor(cursor)] },
      expect: caller.by === "key" && route.scope === null ? [403] : [200, 422],
      secrets: victim.secrets,
    };
  });
}

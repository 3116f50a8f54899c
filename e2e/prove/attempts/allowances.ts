import { makeRecord, type Own } from "../../support/makers";
import type { Kind } from "../../support/planted";
import type { Insider } from "../world/caller";
import type { World } from "../world/world";
import type { Allowance } from "./attempt";
import type { OtherTarget } from "./other-routes";
import { apiCall, bodyOf, pathWith, segmentsOf } from "./outgoing";
import type { PageTarget } from "./pages";
import { mayCall, type Target } from "./workspace-routes";

const usual: Record<string, number> = { GET: 200, POST: 201, PUT: 200, PATCH: 200, DELETE: 204 };

/** The rightful calls of a route of a workspace: one for each role and key that may make them. */
export function allowancesOf(target: Target, world: World): Allowance[] {
  const { name, method, path, route } = target;
  const { server, open } = world;
  const callers = world.rightful.filter((insider) => mayCall(target, insider)).filter(isTelling);
  return callers.map((insider) => ({
    target: name,
    caller: insider.name,
    expect: route.status ?? (route.kind === "owner" ? 200 : (usual[method] ?? 200)),
    async prepare() {
      const ids: Record<string, string> = {};
      const own: Own = { ...open.own };
      for (const [segment, kind] of Object.entries(segmentsOf(route))) {
        // What it is called with may be gone afterwards. Nobody but its author may change a comment.
        const id = await makeRecord(server, authorOf(kind, insider, world), kind, within(kind, open.own));
        ids[segment] = id;
        own[kind] = id;
      }
      return apiCall(method, pathWith(path, ids), insider.headers, open.slug, bodyOf(route, open.slug, own));
    },
  }));
}

// A key that lacks one scope shows no more than one that has all.
function isTelling({ scopes, name }: Insider): boolean {
  return scopes === null || name === "a key with every scope";
}

function authorOf(kind: Kind, insider: Insider, { open }: World) {
  const cookie = insider.headers.cookie;
  return kind === "comment" && cookie !== undefined ? { ...open.owner, cookie } : open.owner;
}

function within(kind: Kind, own: Own): Own {
  return kind === "comment" ? { task: own.task ?? "", project: own.project ?? "" } : {};
}

/** The rightful calls of what stands outside workspaces. */
export function allowancesOfOther({ name, method, path, route }: OtherTarget, world: World): Allowance[] {
  const { cookie } = world.open.owner;
  const self = { cookie };
  switch (route.kind) {
    case "open": {
      const address = path.replace("[...path]", "no/such/route");
      return [one(name, "nobody", route.status ?? 200, () => apiCall(method, address, {}, null))];
    }
    case "auth":
      if (method !== "GET") return [];
      return [one(name, "the owner", 200, () => apiCall("GET", "/api/auth/session", self, null))];
    case "account":
      return [
        one(name, "somebody logged in", route.status, () => apiCall(method, path, self, null, route.body)),
      ];
    case "public":
      return [one(name, "nobody", route.status, () => apiCall(method, path, {}, null, route.body))];
  }
}

/** The rightful sight of a page: its own people see it, and on it what it is there for. */
export function allowancesOfPage({ name, page }: PageTarget, { victim, open }: World): Allowance[] {
  const own = { cookie: victim.owner.cookie };
  if (page.kind === "open")
    return [one(name, "nobody", 200, () => ({ method: "GET", path: name, headers: {} }))];
  if (page.kind === "account")
    return [
      one(name, "somebody logged in", 200, () => ({
        method: "GET",
        path: name,
        headers: { cookie: open.owner.cookie },
      })),
    ];
  const id = page.record ? (victim.own[page.record] ?? "") : "";
  const path = name.replace("[slug]", victim.slug).replace(/\[\w+\]/, id);
  const shows = victim.secrets[page.shows];
  return [
    {
      ...one(name, "the owner", 200, () => ({ method: "GET", path, headers: own })),
      ...(shows && { shows }),
    },
  ];
}

function one(
  target: string,
  caller: string,
  expect: number,
  out: () => Awaited<ReturnType<Allowance["prepare"]>>,
): Allowance {
  return { target, caller, expect, prepare: async () => out() };
}

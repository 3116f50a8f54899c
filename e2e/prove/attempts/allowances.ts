import { pickText, send } from "../../support/http";
import { makeRecord, type Own } from "../../support/makers";
import { signUp } from "../../support/people";
import type { Kind } from "../../support/planted";
import { belowIt } from "../../support/surface";
import type { Insider } from "../world/caller";
import { cookie, newMember } from "../world/session";
import type { World } from "../world/world";
import type { Allowance } from "./attempt";
import { consolePath, type OtherTarget } from "./other-routes";
import { apiCall, bodyOf, pathWith, segmentsOf } from "./outgoing";
import type { PageTarget } from "./pages";
import { mayCall, type Target } from "./workspace-routes";

const usual: Record<string, number> = { GET: 200, POST: 201, PUT: 200, PATCH: 200, DELETE: 204 };

/** The rightful calls of a route of a workspace: one for each role and key that may make them. */
export function allowancesOf(target: Target, world: World): Allowance[] {
  const { name, method, path, route } = target;
  const { server, open } = world;
  const callers = world.rightful.filter((insider) => mayCall(target, insider)).filter(isTelling);
  if (route.spends) return spent(target, world);
  return callers.map((insider) => ({
    target: name,
    caller: insider.name,
    expect: route.status ?? (route.kind === "owner" ? 200 : (usual[method] ?? 200)),
    async prepare() {
      const ids: Record<string, string> = {};
      const own: Own = { ...open.own };
      for (const [segment, kind] of Object.entries(segmentsOf(route))) {
        // What it is called with may be gone afterwards.
        const id = await makeRecord(server, authorOf(kind, insider, world), kind, within(kind, own));
        ids[segment] = id;
        own[kind] = id;
      }
      return apiCall(method, pathWith(path, ids), insider.headers, open.slug, bodyOf(route, open.slug, own));
    },
  }));
}

/** For a route that its caller can call once: somebody new for each role. */
function spent({ name, method, path, route }: Target, { server, open }: World): Allowance[] {
  return (["admin", "member", "guest"] as const).map((role) => ({
    target: name,
    caller: `one who is new, as ${role}`,
    expect: route.status ?? 200,
    async prepare() {
      const { person } = await newMember(server, open.slug, role);
      return apiCall(method, path, cookie(person.cookie), open.slug, bodyOf(route, open.slug, open.own));
    },
  }));
}

// A key that lacks one scope shows no more than one that has all.
function isTelling({ scopes, name }: Insider): boolean {
  return scopes === null || name === "a key with every scope";
}

/** What only its maker may change. */
const makersOwn: ReadonlySet<Kind> = new Set(["comment", "apiKey"]);

function authorOf(kind: Kind, insider: Insider, { open }: World) {
  const own = insider.headers.cookie;
  return makersOwn.has(kind) && own !== undefined ? { ...open.owner, cookie: own } : open.owner;
}

/** What it is made in: one that is there already, as far as the call does not name it. */
function within(kind: Kind, { project = "", task = "", webhook = "" }: Own): Own {
  if (kind === "delivery") return { webhook };
  return kind === "comment" || kind === "archivedTask" || kind === "trashItem" ? { project, task } : {};
}

/** The rightful calls of what stands outside workspaces. */
export function allowancesOfOther({ name, method, path, route }: OtherTarget, world: World): Allowance[] {
  const self = cookie(world.open.owner.cookie);
  switch (route.kind) {
    case "open": {
      const address = belowIt(path);
      return [one(name, "nobody", route.status ?? 200, () => apiCall(method, address, {}, null))];
    }
    case "auth":
      if (method !== "GET") return [];
      return [one(name, "the owner", 200, () => apiCall("GET", "/api/auth/session", self, null))];
    case "operator":
      return operatorCall({ name, method, path, route }, world);
    case "account":
      // What logs its caller out is asked for by somebody new.
      if (path.endsWith("/sessions/end")) return [loggedOut(name, method, path, route.status, world)];
      return [
        one(name, "somebody logged in", route.status, () => apiCall(method, path, self, null, route.body)),
      ];
    case "public":
      return [one(name, "nobody", route.status, () => apiCall(method, path, {}, null, route.body))];
  }
}

function loggedOut(
  target: string,
  method: string,
  path: string,
  expect: number,
  { server }: World,
): Allowance {
  const prepare = async () => apiCall(method, path, cookie((await signUp(server)).cookie), null);
  return { target, caller: "somebody new", expect, prepare };
}

/** The console's calls are about the open workspace, and about the operator's own look into it. */
function operatorCall(
  { name, method, path, route }: OtherTarget & { route: { status?: number; body?: object } },
  { server, open, operator }: World,
): Allowance[] {
  const look = async () => {
    const start = `/api/admin/tenants/${open.slug}/impersonations`;
    const body = JSON.stringify({ reason: "To see whether this opens", minutes: 5 });
    const headers = { ...operator.headers, "content-type": "application/json" };
    return pickText(await send(server.url, "POST", start, { headers, body }), "id");
  };
  return [
    {
      target: name,
      caller: operator.name,
      expect: route.status ?? 200,
      async prepare() {
        const id = path.includes("/impersonations/[id]") ? await look() : "x";
        return apiCall(method, consolePath(path, open.slug, id), operator.headers, null, route.body);
      },
    },
  ];
}

/** The rightful sight of a page: its own people see it, and on it what it is there for. */
export function allowancesOfPage({ name, page }: PageTarget, { victim, open, operator }: World): Allowance[] {
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
  if (page.kind === "operator") {
    const path = name.replace("[slug]", open.slug);
    return [one(name, operator.name, 200, () => ({ method: "GET", path, headers: operator.headers }))];
  }
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

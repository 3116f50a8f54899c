import type { Kind } from "../../support/planted";
import type { Role } from "../../tests/isolation/classified";
import type { Caller, Insider } from "../world/caller";
import { madeUpId, madeUpSlug } from "../world/made-up";
import type { Ground, World } from "../world/world";
import type { Attempt } from "./attempt";
import {
  apiCall,
  bodyOf,
  filledIn,
  type InWorkspace,
  idsFor,
  pathWith,
  segmentsOf,
  withValue,
} from "./outgoing";

/** A route of the build with what it is classified as. */
export interface Target {
  name: string;
  method: string;
  path: string;
  route: InWorkspace;
}

const order: readonly Role[] = ["guest", "member", "admin", "owner"];
const refusals = [400, 403, 404, 409, 422];

/** Whether somebody inside a workspace may call a route of it. */
export function mayCall({ method, route }: Target, insider: Insider): boolean {
  if (insider.scopes && (route.scope === null || !insider.scopes.includes(route.scope))) return false;
  return order.indexOf(insider.role) >= order.indexOf(lowestRole(method, route));
}

function lowestRole(method: string, route: InWorkspace): Role {
  if (route.kind === "owner") return "owner";
  return route.from ?? (method === "GET" ? "guest" : "member");
}

/** Every attempt on a route that stands inside a workspace, but for those with cursors. */
export function attemptsOn(target: Target, world: World): Attempt[] {
  return [
    ...world.callers.flatMap((caller) => byName(target, world, caller)),
    ...world.callers
      .filter(({ name }) => tricksters.has(name))
      .flatMap((caller) => byHeader(target, world, caller)),
    ...world.callers
      .filter(({ home }) => home === world.stranger.slug)
      .flatMap((caller) => fromHome(target, world, caller)),
    ...world.insiders.flatMap((insider) => fromInside(target, world, insider)),
    ...world.suspendedCallers.map((caller) => suspended(target, world.suspended, caller)),
  ];
}

/** The workspace named in X-Tenant, in every way a name can be written, with its own ids and with others. */
function byName(target: Target, { victim, stranger }: World, caller: Caller): Attempt[] {
  const { method, path, route } = target;
  const nobodys = madeUpSlug(victim.slug);
  const own = stranger.slug;
  const names: [string, string | string[], string | string[]][] = [
    ["X-Tenant: another workspace", victim.slug, nobodys],
    ["X-Tenant: its opaque id", victim.id, madeUpId(victim.id)],
    ["X-Tenant: in capitals", victim.slug.toUpperCase(), nobodys.toUpperCase()],
    ["X-Tenant: one's own and another", `${own}, ${victim.slug}`, `${own}, ${nobodys}`],
    ["X-Tenant: a branch of it", `${victim.slug}@main`, `${nobodys}@main`],
    ["X-Tenant: twice", [own, victim.slug], [own, nobodys]],
  ];
  const attempts = names.map(([way, name, madeUp]): Attempt => {
    const ids = idsFor(route, victim.own);
    const out = (tenant: string | string[], slug: string) =>
      apiCall(method, pathWith(path, ids), caller.headers, tenant, bodyOf(route, slug, victim.own));
    return {
      ...about(target, caller, way, victim),
      out: out(name, victim.slug),
      sent: [...Object.values(ids), ...[name].flat(), victim.slug],
      twin: { out: out(madeUp, nobodys), sent: [...Object.values(ids), ...[madeUp].flat(), nobodys] },
      expect: [caller.refused],
    };
  });
  const segments = Object.keys(segmentsOf(route));
  if (segments.length === 0) return attempts;
  for (const [way, id] of [
    ["X-Tenant with a malformed id", "x"],
    ["X-Tenant with one's own id", null],
  ] as const) {
    const ids = id ? Object.fromEntries(segments.map((name) => [name, id])) : idsFor(route, stranger.own);
    const out = (slug: string) =>
      apiCall(method, pathWith(path, ids), caller.headers, slug, bodyOf(route, slug, stranger.own));
    attempts.push({
      ...about(target, caller, way, victim),
      out: out(victim.slug),
      sent: [...Object.values(ids), victim.slug],
      twin: { out: out(nobodys), sent: [...Object.values(ids), nobodys] },
      expect: [caller.refused],
    });
  }
  return attempts;
}

const tricksters = new Set([
  "nobody",
  "another workspace's owner",
  "another workspace's key",
  "a removed member",
]);

/** Headers of proxies, of the framework and of wishful thinking. */
function tricks(slug: string): Record<string, string>[] {
  return [
    { "x-forwarded-host": `${slug}.localhost` },
    { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1" },
    { forwarded: `host=${slug}.localhost;for=127.0.0.1` },
    { "x-original-url": `/${slug}`, "x-rewrite-url": `/${slug}` },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy" },
    { "x-middleware-override-headers": "x-tenant", "x-middleware-request-x-tenant": slug },
    { "x-acre-tenant": slug, "x-tenant-id": slug, "x-acre-address": "127.0.0.1" },
    { "x-http-method-override": "GET" },
    { "x-matched-path": `/${slug}`, "x-nextjs-data": "1" },
  ];
}

function byHeader(target: Target, { victim }: World, caller: Caller): Attempt[] {
  const { method, path, route } = target;
  const ids = idsFor(route, victim.own);
  const nobodys = madeUpSlug(victim.slug);
  const out = (slug: string, trick: Record<string, string>) =>
    apiCall(
      method,
      pathWith(path, ids),
      { ...caller.headers, ...trick },
      slug,
      bodyOf(route, slug, victim.own),
    );
  const others = tricks(nobodys);
  return tricks(victim.slug).map((trick, index) => ({
    ...about(target, caller, `header ${Object.keys(trick)[0]}`, victim),
    out: out(victim.slug, trick),
    sent: [...Object.values(ids), victim.slug],
    twin: { out: out(nobodys, others[index] ?? {}), sent: [...Object.values(ids), nobodys] },
    expect: [caller.refused],
  }));
}

/** Another workspace's ids inside what is otherwise one's own call. */
function fromHome(target: Target, world: World, caller: Caller): Attempt[] {
  const { victim, stranger } = world;
  const { method, path, route } = target;
  const base = about(target, caller, "", victim);
  // A key for which the route is closed is told so whatever it asks for.
  const closed = caller.by === "key" && route.scope === null;
  const send = (ids: Record<string, string>, body: object | undefined, query = "") =>
    apiCall(method, pathWith(path, ids) + query, caller.headers, stranger.slug, body);
  const own = idsFor(route, stranger.own);
  const body = bodyOf(route, stranger.slug, stranger.own);
  const attempts: Attempt[] = [];
  const add = (
    way: string,
    foreign: { ids?: Record<string, string>; body?: object | undefined; query?: string; sent: string[] },
    nobodys: { ids?: Record<string, string>; body?: object | undefined; query?: string; sent: string[] },
    expect: readonly number[] | null,
  ) =>
    attempts.push({
      ...base,
      way,
      out: send(foreign.ids ?? own, foreign.body ?? body, foreign.query),
      sent: foreign.sent,
      twin: { out: send(nobodys.ids ?? own, nobodys.body ?? body, nobodys.query), sent: nobodys.sent },
      expect: closed ? [403] : expect,
    });

  for (const [segment, kind] of Object.entries(segmentsOf(route))) {
    const theirs = Object.entries({ ...victim.own, hidden: world.hidden.own[kind] });
    for (const [of, id] of theirs) {
      if (id === undefined) continue;
      const what =
        of === kind ? "another workspace's id" : of === "hidden" ? "a private id" : `the id of a ${of}`;
      const put = (value: string) => ({ ids: { ...own, [segment]: value }, sent: [value] });
      add(`path [${segment}]: ${what}`, put(id), put(madeUpId(id)), [404]);
      if (of !== kind) continue;
      const loud = id.toUpperCase();
      add(`path [${segment}]: in capitals`, put(loud), put(madeUpId(id).toUpperCase()), [404]);
    }
  }
  for (const [parameter, kind] of Object.entries(route.takes?.query ?? {})) {
    const id = victim.own[kind] ?? victim.owner.adminId;
    const put = (value: string) => ({ query: `?${parameter}=${value}`, sent: [value] });
    add(`query ${parameter}: another workspace's id`, put(id), put(madeUpId(id)), [200, 404, 422]);
  }
  for (const { field, of, within } of bodiesOf(route, stranger)) {
    const id = victim.own[of] ?? victim.owner.adminId;
    const put = (value: string) => ({ body: withValue(within, field, value), sent: [value] });
    const nested = field.includes(".") ? "nested" : "body";
    add(
      `${nested} ${field}: another workspace's id`,
      put(id),
      put(madeUpId(id)),
      route.each ? [200] : refusals,
    );
  }
  if (body)
    for (const choice of choices(victim)) {
      const { field, theirs, nobodys } = choice;
      add(
        `body ${field}: chooses another workspace`,
        { body: { ...body, [field]: theirs }, sent: leaves(theirs) },
        { body: { ...body, [field]: nobodys }, sent: leaves(nobodys) },
        refusals,
      );
    }
  if (method === "GET")
    for (const name of ["tenant", "tenantId", "slug", "workspace", "x-tenant"]) {
      const put = (slug: string) => ({ query: `?${name}=${slug}`, sent: [slug] });
      add(
        `query ${name}: chooses another workspace`,
        put(victim.slug),
        put(madeUpSlug(victim.slug)),
        [200, 422],
      );
    }
  return attempts;
}

/** The places in bodies of a route that take ids, each with a body that is otherwise rightful. */
function bodiesOf(route: InWorkspace, { slug, own }: Ground): { field: string; of: Kind; within: object }[] {
  const body = bodyOf(route, slug, own) ?? {};
  const { body: fields = {}, also = [] } = route.takes ?? {};
  return [
    ...Object.entries(fields).map(([field, of]) => ({ field, of, within: body })),
    ...also.map(({ body: shape, field, of }) => ({ field, of, within: filledIn(shape, slug, own) })),
  ];
}

/** Fields that would choose the workspace, the owner or the record, were they let. */
function choices(victim: Ground): { field: string; theirs: unknown; nobodys: unknown }[] {
  const { slug, id, owner, own } = victim;
  const project = own.project ?? "";
  return [
    { field: "tenant", theirs: slug, nobodys: madeUpSlug(slug) },
    { field: "tenantId", theirs: id, nobodys: madeUpId(id) },
    { field: "tenant_id", theirs: id, nobodys: madeUpId(id) },
    { field: "ownerId", theirs: owner.adminId, nobodys: madeUpId(owner.adminId) },
    { field: "creatorId", theirs: owner.adminId, nobodys: madeUpId(owner.adminId) },
    { field: "projectId", theirs: project, nobodys: madeUpId(project) },
    { field: "id", theirs: project, nobodys: madeUpId(project) },
    {
      field: "project",
      theirs: { connect: { id: project } },
      nobodys: { connect: { id: madeUpId(project) } },
    },
  ];
}

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** Somebody inside the workspace whose role or scopes are too low, or to whom a private project is closed. */
function fromInside(target: Target, { victim, hidden }: World, insider: Insider): Attempt[] {
  const { method, path, route } = target;
  // Of the keys that lack one scope, only the one that lacks this route's is of interest here.
  if (
    insider.scopes &&
    insider.name !== "a key with every scope" &&
    !insider.name.endsWith(` ${route.scope}`)
  )
    return [];
  const segments = Object.entries(segmentsOf(route));
  const send = (ids: Record<string, string>, body: object | undefined) =>
    apiCall(method, pathWith(path, ids), insider.headers, victim.slug, body);
  const base = about(target, insider, "", victim);
  const body = bodyOf(route, victim.slug, victim.own);
  const mayNot = !mayCall(target, insider);

  if (mayNot) {
    const ids = idsFor(route, victim.own);
    const nobodys = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, madeUpId(id)]));
    // Whoever may read here knows what there is; a key that may not is not to learn it.
    const twin = insider.scopes
      ? { out: send(nobodys, body), sent: [...Object.values(nobodys), victim.slug] }
      : null;
    const way = insider.scopes ? "scope: not given" : "role: too low";
    const refused: Attempt = {
      ...base,
      way,
      out: send(ids, body),
      sent: [...Object.values(ids), victim.slug],
      twin,
      expect: [403],
    };
    return [refused];
  }
  // The owner sees their private projects, and so does a key the owner made.
  if (insider.role === "owner") return [];
  const attempts: Attempt[] = [];
  for (const [segment, kind] of segments) {
    const id = hidden.own[kind];
    if (id === undefined) continue;
    const ids = idsFor(route, victim.own);
    attempts.push({
      ...base,
      way: `path [${segment}]: of a private project`,
      out: send({ ...ids, [segment]: id }, body),
      sent: [id],
      twin: { out: send({ ...ids, [segment]: madeUpId(id) }, body), sent: [madeUpId(id)] },
      expect: [404],
      secrets: hidden.secrets,
    });
  }
  for (const { field, of, within } of bodiesOf(route, victim)) {
    const id = hidden.own[of];
    if (id === undefined) continue;
    const ids = idsFor(route, victim.own);
    attempts.push({
      ...base,
      way: `body ${field}: of a private project`,
      out: send(ids, withValue(within, field, id)),
      sent: [id],
      twin: { out: send(ids, withValue(within, field, madeUpId(id))), sent: [madeUpId(id)] },
      expect: route.each ? [200] : refusals,
      secrets: hidden.secrets,
    });
  }
  if (method === "GET" && segments.length === 0) {
    attempts.push({
      ...base,
      way: "list: of a private project",
      out: send({}, undefined),
      sent: [],
      twin: null,
      expect: [200],
      secrets: hidden.secrets,
    });
  }
  return attempts;
}

function suspended(target: Target, ground: Ground, caller: Caller): Attempt {
  const { method, path, route } = target;
  const ids = idsFor(route, ground.own);
  const body = bodyOf(route, ground.slug, ground.own);
  return {
    ...about(target, caller, "X-Tenant: one's own, suspended", ground),
    out: apiCall(method, pathWith(path, ids), caller.headers, ground.slug, body),
    sent: [...Object.values(ids), ground.slug],
    twin: null,
    expect: caller.by === "key" ? [401, 403, 423] : [423],
  };
}

function about({ name, route }: Target, caller: { name: string }, way: string, { secrets }: Ground) {
  return { target: name, caller: caller.name, way, secrets, varies: route.varies === true };
}

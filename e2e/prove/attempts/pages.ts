import type { Kind } from "../../support/planted";
import type { PageClass, Role } from "../../tests/isolation/classified";
import type { Caller } from "../world/caller";
import { madeUpId, madeUpSlug } from "../world/made-up";
import type { Ground, World } from "../world/world";
import type { Attempt, Outgoing } from "./attempt";

/** A page of the build with what it is classified as. */
export interface PageTarget {
  name: string;
  page: PageClass;
}

/** A page is asked for in every way a browser does: as a document, and as the payload that its router fetches. */
const ways: { way: string; headers: Record<string, string>; document: boolean }[] = [
  { way: "document", headers: {}, document: true },
  { way: "router's payload", headers: { rsc: "1" }, document: false },
  { way: "router's prefetch", headers: { rsc: "1", "next-router-prefetch": "1" }, document: false },
  {
    way: "segment's prefetch",
    headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    document: false,
  },
];

/** Every attempt on a page. */
export function attemptsOnPage(target: PageTarget, world: World): Attempt[] {
  if (target.page.kind === "operator")
    return world.callers.flatMap((caller) => ofConsole(target, world, caller));
  if (target.page.kind !== "tenant") return world.callers.flatMap((caller) => outside(target, world, caller));
  const { page } = target;
  const { victim, stranger, hidden } = world;
  const home = world.callers.filter((caller) => caller.home === stranger.slug && caller.by === "session");
  const people = world.insiders.filter(({ scopes, role }) => scopes === null && role !== "owner");
  const [inside, below] = [
    people.filter(({ role }) => maySee(page, role)),
    people.filter(({ role }) => !maySee(page, role)),
  ];
  const hiddenId = page.record && hidden.own[page.record];
  return [
    ...world.callers.flatMap((caller) => named(target.name, page, victim, caller)),
    ...home.flatMap((caller) => foreignIds(target.name, page, world, caller)),
    ...(hiddenId === undefined ? [] : inside).flatMap((insider) =>
      atId(target.name, victim.slug, hiddenId ?? "", insider, "a private project's", hidden.secrets),
    ),
    ...inside.flatMap((insider) => listing(target.name, page, victim, insider, hidden.secrets)),
    ...below.flatMap((insider) => tooLow(target.name, page, victim, insider)),
    ...world.suspendedCallers.flatMap((caller) => suspended(target.name, page, world.suspended, caller)),
  ];
}

const roles: readonly Role[] = ["guest", "member", "admin", "owner"];

type TenantPage = Extract<PageClass, { kind: "tenant" }>;
type Asker = Pick<Caller, "name" | "headers">;

function named(name: string, page: TenantPage, victim: Ground, caller: Caller): Attempt[] {
  const id = recordIn(page.record, victim);
  const nobodys = madeUpSlug(victim.slug);
  // A page takes no keys: whoever brings one is nobody to it.
  const status = caller.refused === 401 || caller.by === "key" ? 307 : 403;
  return ways.map(({ way, headers, document }) => ({
    target: name,
    caller: caller.name,
    way: `address: another workspace, ${way}`,
    out: get(name, victim.slug, id, caller, headers),
    sent: [victim.slug, id],
    twin: { out: get(name, nobodys, id, caller, headers), sent: [nobodys, id] },
    expect: document ? [status] : null,
    secrets: victim.secrets,
  }));
}

function foreignIds(
  name: string,
  page: TenantPage,
  { victim, stranger, hidden }: World,
  caller: Caller,
): Attempt[] {
  if (page.record === undefined) return [];
  const theirs = Object.entries({ ...victim.own, hidden: hidden.own[page.record] });
  return theirs.flatMap(([of, id]) =>
    id === undefined
      ? []
      : atId(name, stranger.slug, id, caller, `another workspace's ${of}`, {
          ...victim.secrets,
          ...hidden.secrets,
        }),
  );
}

function atId(
  name: string,
  slug: string,
  id: string,
  asker: Asker,
  whose: string,
  secrets: Record<string, string>,
): Attempt[] {
  return ways.map(({ way, headers, document }) => ({
    target: name,
    caller: asker.name,
    way: `address: ${whose} id, ${way}`,
    out: get(name, slug, id, asker, headers),
    sent: [id],
    twin: { out: get(name, slug, madeUpId(id), asker, headers), sent: [madeUpId(id)] },
    expect: document ? [404] : null,
    secrets,
  }));
}

function maySee({ from = "guest" }: TenantPage, role: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(from);
}

/** A page that is for others says so, and shows nothing of what is on it. */
function tooLow(name: string, page: TenantPage, victim: Ground, insider: Asker): Attempt[] {
  const id = recordIn(page.record, victim);
  return ways.map(({ way, headers, document }) => ({
    target: name,
    caller: insider.name,
    way: `role: too low for the page, ${way}`,
    out: get(name, victim.slug, id, insider, headers),
    sent: [id],
    twin: null,
    expect: document ? [200, 307, 403, 404] : null,
    secrets: victim.forAdmins,
  }));
}

/** A page that somebody may see shows nothing of a project that is closed to them. */
function listing(
  name: string,
  page: TenantPage,
  victim: Ground,
  insider: Asker,
  secrets: Record<string, string>,
): Attempt[] {
  const id = recordIn(page.record, victim);
  return ways.map(({ way, headers }) => ({
    target: name,
    caller: insider.name,
    way: `page: of a private project, ${way}`,
    out: get(name, victim.slug, id, insider, headers),
    sent: [id],
    twin: null,
    expect: null,
    secrets,
  }));
}

function suspended(name: string, page: TenantPage, ground: Ground, caller: Caller): Attempt[] {
  const id = recordIn(page.record, ground);
  return ways.map(({ way, headers, document }) => ({
    target: name,
    caller: caller.name,
    way: `address: one's own, suspended, ${way}`,
    out: get(name, ground.slug, id, caller, headers),
    sent: [id],
    twin: null,
    expect: document ? [caller.by === "key" ? 307 : 423] : null,
    secrets: ground.secrets,
  }));
}

function outside({ name, page }: PageTarget, { victim }: World, caller: Caller): Attempt[] {
  const stranger = caller.refused === 401 || caller.by === "key";
  const expect = page.kind === "account" && stranger ? [307] : [200, 307];
  return ways.map(({ way, headers, document }) => ({
    target: name,
    caller: caller.name,
    way: `asked for, ${way}`,
    out: { method: "GET", path: name, headers: { ...headers, ...caller.headers, "x-tenant": victim.slug } },
    sent: [victim.slug],
    twin: null,
    expect: document ? expect : null,
    secrets: victim.secrets,
  }));
}

/** A page of the console: for operators, who see what workspaces there are and nothing of their work. */
function ofConsole({ name }: PageTarget, { victim }: World, caller: Caller): Attempt[] {
  const operator = caller.name === "an operator";
  const stranger = caller.refused === 401 || caller.by === "key";
  const nobodys = madeUpSlug(victim.slug);
  const out = (slug: string, headers: Record<string, string>) => ({
    method: "GET",
    path: name.replace("[slug]", slug),
    headers: { ...headers, ...caller.headers },
  });
  const { company: _, tenantId: __, ...work } = victim.secrets;
  return ways.map(({ way, headers, document }) => ({
    target: name,
    caller: caller.name,
    way: `console, ${way}`,
    out: out(victim.slug, headers),
    sent: [victim.slug],
    twin: operator ? null : { out: out(nobodys, headers), sent: [nobodys] },
    expect: document ? [operator ? 200 : stranger ? 307 : 404] : null,
    secrets: operator ? work : victim.secrets,
  }));
}

function get(
  name: string,
  slug: string,
  id: string,
  asker: Asker,
  headers: Record<string, string>,
): Outgoing {
  const path = name.replace("[slug]", slug).replace(/\[\w+\]/, id);
  return { method: "GET", path, headers: { ...headers, ...asker.headers } };
}

function recordIn(kind: Kind | undefined, { own }: Ground): string {
  if (kind === undefined) return "";
  const id = own[kind];
  if (id === undefined) throw new Error(`The proof has no ${kind} to name.`);
  return id;
}

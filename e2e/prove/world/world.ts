import { changeTenant, tenantId } from "../../support/database";
import { makeRecord, type Own } from "../../support/makers";
import { call, create, type Person, unique } from "../../support/people";
import { type Kind, plant } from "../../support/planted";
import type { Server } from "../../support/server";
import { routes } from "../../tests/isolation/classified";
import type { Caller, Insider } from "./caller";
import { keyCallers, keyInsiders, makeKey } from "./keys";
import { plantSettings } from "./plant-settings";
import { cookie, newMember, sessionCallers } from "./session";

/** A workspace of the proof, filled so that every field holds a text found nowhere else. */
export interface Ground {
  owner: Person;
  /** Its opaque id. */
  id: string;
  slug: string;
  own: Own;
  /** Texts and ids that nobody outside may read, by what they are. */
  secrets: Record<string, string>;
  /** Those of them that stand where owners and admins alone may look. */
  forAdmins: Record<string, string>;
}

/** A running server with the workspaces and callers of the proof. */
export interface World {
  server: Server;
  /** The workspace that is attacked. */
  victim: Ground;
  /** What only its owner may see, though others are members. */
  hidden: { own: Own; secrets: Record<string, string> };
  /** The workspace most attacks come from. */
  stranger: Ground;
  /** A workspace that is suspended, with its owner. */
  suspended: Ground;
  /** Where rightful callers show that they are let in. */
  open: Ground;
  callers: Caller[];
  insiders: Insider[];
  /** Rightful callers of the open workspace. */
  rightful: Insider[];
  /** The owner of the suspended workspace, and its key. */
  suspendedCallers: Caller[];
  /** Who may open the console. */
  operator: Caller;
}

const lowRoles = ["admin", "member", "guest"] as const;

/** Kinds that every workspace has one of, as far as the build knows how to make them. */
const extraKinds: readonly { kind: Kind; route: string }[] = [
  { kind: "member", route: "GET /api/v1/members" },
  { kind: "archivedTask", route: "GET /api/v1/archived-tasks" },
  { kind: "trashItem", route: "GET /api/v1/trash" },
  { kind: "delivery", route: "POST /api/v1/webhooks/[id]/test" },
];

/**
 * Fills a server with the workspaces and callers of the proof.
 *
 * @param has whether the build has a route
 */
export async function makeWorld(server: Server, has: (route: string) => boolean): Promise<World> {
  const scopes = has("POST /api/v1/api-keys") ? scopesOfRoutes() : null;
  const ground = async () => fillGround(server, has);
  const [victim, stranger, suspended, open] = [
    await ground(),
    await ground(),
    await ground(),
    await ground(),
  ];
  const hidden = await hide(server, victim.owner);
  const callers = [
    ...(await sessionCallers(server, victim.owner, stranger.owner)),
    ...(scopes ? await keyCallers(server, victim.owner, stranger.owner, scopes) : []),
  ];
  const insiders = await makeInsiders(server, victim, scopes);
  const rightful = await makeInsiders(server, open, scopes);
  const closed = { home: suspended.slug, refused: 403 };
  const suspendedCallers: Caller[] = [
    {
      name: "a suspended workspace's owner",
      headers: cookie(suspended.owner.cookie),
      by: "session",
      ...closed,
    },
  ];
  if (scopes) {
    const { headers } = await makeKey(server, suspended.owner, "suspended", scopes);
    // Its own workspace is looked at before the one it names.
    suspendedCallers.push({
      name: "a suspended workspace's key",
      headers,
      by: "key",
      home: suspended.slug,
      refused: 423,
    });
  }
  // Who has one workspace is sent there, and never sees the page of workspaces.
  await call(server, open.owner, "POST", "/api/v1/onboarding", { body: { companyName: unique("Second ") } });
  await changeTenant(server, suspended.slug, { status: "suspended" });
  return {
    server,
    victim,
    hidden,
    stranger,
    suspended,
    open,
    callers: [...callers, ...suspendedCallers],
    insiders,
    rightful,
    suspendedCallers,
    operator: found(callers, "an operator"),
  };
}

function found(callers: Caller[], name: string): Caller {
  const caller = callers.find((one) => one.name === name);
  if (caller === undefined) throw new Error(`The proof has no ${name}.`);
  return caller;
}

/** Every scope that some route asks of a key. */
function scopesOfRoutes(): string[] {
  const named = Object.values(routes).flatMap((route) =>
    "scope" in route && route.scope !== null ? [route.scope] : [],
  );
  return [...new Set(named)].sort();
}

async function fillGround(server: Server, has: (route: string) => boolean): Promise<Ground> {
  const { person, records, secrets } = await plant(server);
  const settings = await plantSettings(server, person, records.label, has);
  const own: Own = { ...records, ...settings.own };
  for (const { kind, route } of extraKinds)
    if (has(route)) own[kind] = await makeRecord(server, person, kind, own);
  const id = await tenantId(server, person.tenant);
  const ids = Object.fromEntries(Object.entries(own).map(([kind, value]) => [`${kind}Id`, value]));
  return {
    owner: person,
    id,
    slug: person.tenant,
    own,
    secrets: { ...secrets, ...settings.secrets, ...ids, tenantId: id },
    forAdmins: settings.secrets,
  };
}

/** A private project of the owner's, with a task and a comment. */
async function hide(server: Server, owner: Person): Promise<World["hidden"]> {
  const secrets = {
    privateProject: unique("QxPrivateName"),
    privateTask: unique("QxPrivateTask"),
    privateComment: unique("QxPrivateComment"),
  };
  const project = await create(server, owner, "/api/v1/projects", {
    name: secrets.privateProject,
    private: true,
  });
  const tasks = `/api/v1/projects/${project}/tasks`;
  const task = await create(server, owner, tasks, { title: secrets.privateTask, assigneeId: owner.adminId });
  const comment = await create(server, owner, `/api/v1/tasks/${task}/comments`, {
    body: secrets.privateComment,
  });
  const ids = { privateProjectId: project, privateTaskId: task, privateCommentId: comment };
  return { own: { project, task, comment }, secrets: { ...secrets, ...ids } };
}

async function makeInsiders(server: Server, ground: Ground, scopes: string[] | null): Promise<Insider[]> {
  const people: Insider[] = [];
  for (const role of lowRoles) {
    const { person } = await newMember(server, ground.slug, role, unique("Qx Insider "));
    people.push({
      name: role === "admin" ? "an admin" : `a ${role}`,
      headers: cookie(person.cookie),
      by: "session",
      role,
      scopes: null,
    });
  }
  const owner: Insider = {
    name: "the owner",
    headers: cookie(ground.owner.cookie),
    by: "session",
    role: "owner",
    scopes: null,
  };
  return [owner, ...people, ...(scopes ? await keyInsiders(server, ground.owner, scopes) : [])];
}

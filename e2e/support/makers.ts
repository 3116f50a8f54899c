import { addArchivedTask, addMember } from "./database";
import { pickText } from "./http";
import { call, create, type Person, signUp, unique } from "./people";
import type { Kind } from "./planted";
import type { Server } from "./server";

/** Ids by what they are the ids of. */
export type Own = Partial<Record<Kind, string>>;

type Maker = (server: Server, person: Person, own: Own) => Promise<string>;

/** What a record of each kind is made in. */
const parents: Partial<Record<Kind, Kind>> = {
  task: "project",
  comment: "task",
  archivedTask: "task",
  trashItem: "project",
  delivery: "webhook",
};

const makers: Partial<Record<Kind, Maker>> = {
  project: (server, person) => create(server, person, "/api/v1/projects", { name: unique("Project ") }),
  label: (server, person) => create(server, person, "/api/v1/labels", { name: unique("label ") }),
  task: (server, person, own) =>
    create(server, person, `/api/v1/projects/${own.project}/tasks`, { title: unique("Task ") }),
  comment: (server, person, own) =>
    create(server, person, `/api/v1/tasks/${own.task}/comments`, { body: unique("Comment ") }),
  apiKey: (server, person) =>
    create(server, person, "/api/v1/api-keys", { name: unique("Key "), scopes: ["projects:read"] }),
  // Nobody listens there, and what is made to be attacked is sent nowhere else.
  webhook: (server, person) =>
    create(server, person, "/api/v1/webhooks", {
      url: "http://127.0.0.1:9/",
      events: ["project.member_added"],
    }),
  delivery: (server, person, own) => create(server, person, `/api/v1/webhooks/${own.webhook}/test`, {}),
  invitation: async (server, person) => {
    const body = { emails: [`${unique("qx-")}@example.com`], role: "guest" };
    return pickText(await call(server, person, "POST", "/api/v1/invitations", { body }), "invitations.0.id");
  },
  trashItem: async (server, person, own) => {
    // One of its own: what `own` names is still to be there.
    const { project } = own;
    const task = await create(server, person, `/api/v1/projects/${project}/tasks`, {
      title: unique("Task "),
    });
    await call(server, person, "DELETE", `/api/v1/tasks/${task}`);
    return task;
  },
  archivedTask: (server, person, own) => addArchivedTask(server, person.tenant, own.task ?? ""),
  member: async (server, person) => addMember(server, person.tenant, await signUp(server), "member"),
};

/**
 * Makes a record in somebody's workspace, and what it stands in as far as `own` does not name it.
 *
 * @returns its id
 */
export async function makeRecord(server: Server, person: Person, kind: Kind, own: Own = {}): Promise<string> {
  const maker = makers[kind];
  if (!maker) throw new Error(`Nobody has said how a ${kind} is made.`);
  const parent = parents[kind];
  const within =
    parent === undefined || own[parent] !== undefined
      ? own
      : { ...own, [parent]: await makeRecord(server, person, parent, own) };
  return maker(server, person, within);
}

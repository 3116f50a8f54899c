import { addMember } from "./database";
import { create, type Person, signUp, unique } from "./people";
import type { Kind } from "./planted";
import type { Server } from "./server";

/** Ids by what they are the ids of. */
export type Own = Partial<Record<Kind, string>>;

type Maker = (server: Server, person: Person, own: Own) => Promise<string>;

/** What a record of each kind is made in. */
const parents: Partial<Record<Kind, Kind>> = { task: "project", comment: "task" };

const makers: Partial<Record<Kind, Maker>> = {
  project: (server, person) => create(server, person, "/api/v1/projects", { name: unique("Project ") }),
  label: (server, person) => create(server, person, "/api/v1/labels", { name: unique("label ") }),
  task: (server, person, own) =>
    create(server, person, `/api/v1/projects/${own.project}/tasks`, { title: unique("Task ") }),
  comment: (server, person, own) =>
    create(server, person, `/api/v1/tasks/${own.task}/comments`, { body: unique("Comment ") }),
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

import { type Client, type Model, modelOf, prismaClient, type RawClient, rawClient } from "./prisma-client";
import { columnOf, fieldOf, literal, type Probe, quoted, type RecordId, type Row } from "./probe";

/** The probe's two tables as one client sees them, in a transaction or outside. */
export interface Tables {
  parents: Model;
  children: Model;
  raw: RawClient;
}

/** One tenant, and everything that the suite does with its handle. */
export interface Plot {
  id: string;
  slug: string;
  client: Client;
  parents: Model;
  children: Model;
  /** Adds a parent and answers its id. */
  addParent(unique: string): Promise<RecordId>;
  /** Adds a child and answers its id, a new one unless said. */
  addChild(parentId: RecordId, text: string, id?: RecordId): Promise<RecordId>;
  /** All that the handle shows, in an order that does not depend on the model. */
  contents(): Promise<{ parents: Row[]; children: Row[] }>;
  query(sql: string): Promise<Row[]>;
  execute(sql: string): Promise<number>;
  transaction<Result>(work: (tables: Tables) => Promise<Result>): Promise<Result>;
}

/** The names that the suite writes queries with. */
export interface Names {
  parentId: string;
  unique: string;
  childId: string;
  text: string;
  number: string;
  childParentId: string;
}

export function namesOf({ parent, child }: Probe): Names {
  return {
    parentId: fieldOf(parent.id),
    unique: fieldOf(parent.unique),
    childId: fieldOf(child.id),
    text: fieldOf(child.text),
    number: fieldOf(child.number),
    childParentId: fieldOf(child.parentId),
  };
}

export const newParent = ({ parent }: Probe, unique: string): Row => ({
  ...parent.others?.(),
  [fieldOf(parent.unique)]: unique,
});

/** A child's data without its parent, for writing it inside of one. */
export const newChild = ({ child }: Probe, text: string, id: RecordId = child.newId()): Row => ({
  ...child.others?.(),
  [fieldOf(child.id)]: id,
  [fieldOf(child.text)]: text,
});

/** An id as the probe's tables have it. */
function idOf(row: Row | null, field: string): RecordId {
  const id = row?.[field];
  if (typeof id === "string" || typeof id === "number") return id;
  throw new Error(`The field "${field}" holds no id: ${String(id)}.`);
}

/** Takes one tenant's handle in hand. */
export function plotOf(probe: Probe, tenant: { id: string; slug: string }, handle: object): Plot {
  const names = namesOf(probe);
  const tables = tablesOf(probe, handle);
  const client = prismaClient(handle);
  const { parents, children } = tables;
  return {
    ...tenant,
    client,
    parents,
    children,
    async addParent(unique) {
      return idOf(await parents.create({ data: newParent(probe, unique) }), names.parentId);
    },
    async addChild(parentId, text, id) {
      const data = { ...newChild(probe, text, id), [names.childParentId]: parentId };
      return idOf(await children.create({ data }), names.childId);
    },
    async contents() {
      return {
        parents: await parents.findMany({ orderBy: { [names.unique]: "asc" } }),
        children: await children.findMany({ orderBy: { [names.childId]: "asc" } }),
      };
    },
    query: async (sql) => client.$queryRawUnsafe(sql),
    execute: async (sql) => client.$executeRawUnsafe(sql),
    transaction: (work) => client.$transaction((tx) => work(tablesOf(probe, tx))),
  };
}

function tablesOf({ parent, child }: Probe, client: object): Tables {
  return {
    parents: modelOf(client, parent.model),
    children: modelOf(client, child.model),
    raw: rawClient(client),
  };
}

/** Raw SQL over the probe's tables that every engine reads alike. */
export function sqlOf({ parent, child }: Probe) {
  const text = quoted(columnOf(child.text));
  const id = quoted(columnOf(child.id));
  const children = quoted(child.table);
  return {
    children,
    parents: quoted(parent.table),
    text,
    parentKey: quoted(columnOf(child.parentId)),
    texts: `SELECT ${text} AS "text" FROM ${children}`,
    uniques: `SELECT ${quoted(columnOf(parent.unique))} AS "text" FROM ${quoted(parent.table)}`,
    joined: `SELECT c.${text} AS "text" FROM ${children} c JOIN ${quoted(parent.table)} p ON p.${quoted(columnOf(parent.id))} = c.${quoted(columnOf(child.parentId))}`,
    insert: (childId: RecordId, value: string, parentId: RecordId) =>
      child.insertSql({ id: literal(childId), text: literal(value), parentId: literal(parentId) }),
    setText: (value: string) => `UPDATE ${children} SET ${text} = ${literal(value)}`,
    remove: `DELETE FROM ${children}`,
    literal,
    where: (childId: RecordId) => `WHERE ${id} = ${literal(childId)}`,
  };
}

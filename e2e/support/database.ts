import { randomBytes, randomInt, randomUUID } from "node:crypto";
import type { Person } from "./people";
import type { Server } from "./server";
import { filesStore } from "./store/files";
import {
  type Contents,
  contentsOf,
  insert,
  type Row,
  remove,
  rowsOf,
  type Store,
  update,
} from "./store/place";
import { postgresStore } from "./store/postgres";

/** Everything the catalog holds, but for what the server keeps there for itself. */
export async function readCatalog(server: Server): Promise<Contents> {
  return withoutUpkeep(await storeOf(server).catalog(contentsOf));
}

/** Everything a workspace's database holds. */
export async function readTenant(server: Server, slug: string): Promise<Contents> {
  return storeOf(server).tenant(await tenantId(server, slug), contentsOf);
}

/**
 * What a workspace's database holds, but for the entries that only say that somebody was refused: those are meant to be
 * added, a moment later.
 */
export async function readContent(server: Server, slug: string): Promise<Contents> {
  return withoutRefusals(await readTenant(server, slug));
}

/** Everything every database of an installation holds, by workspace or by schema, but for entries of refusals. */
export async function readEverything(server: Server): Promise<Record<string, Contents>> {
  const everything = await storeOf(server).everything();
  return Object.fromEntries(
    Object.entries(everything).map(([name, contents]) => [name, withoutRefusals(withoutUpkeep(contents))]),
  );
}

/**
 * Its heartbeat, the keys of workspaces that it makes ahead, and the anchors and counts of requests that follow a moment
 * later change while nobody asks for anything.
 */
function withoutUpkeep(all: Contents): Contents {
  const upkeep = new Set(["server_processes", "audit_anchors", "tenant_statistics", "fleet_days"]);
  const contents = Object.fromEntries(Object.entries(all).filter(([table]) => !upkeep.has(table)));
  const keys = contents.tenant_keys?.filter(({ place_id }) => !String(place_id).startsWith("stock-"));
  return keys ? { ...contents, tenant_keys: keys } : contents;
}

// The head of the log's chain goes on with them.
function withoutRefusals({ audit_head: _, ...contents }: Contents): Contents {
  const log = contents.audit_log?.filter(({ action }) => !String(action).startsWith("access."));
  return log ? { ...contents, audit_log: log } : contents;
}

/** The opaque id of a workspace. */
export function tenantId(server: Server, slug: string): Promise<string> {
  return idIn(server, "tenants", "slug", slug);
}

/**
 * Changes what the catalog says of a workspace, as an operator's command in another process does.
 *
 * @returns what it said before of the same columns
 */
export async function changeTenant(server: Server, slug: string, change: Row): Promise<Row> {
  return storeOf(server).catalog(async (place) => {
    const [row] = await rowsOf(place, "tenants", { slug });
    if (typeof row?.id !== "string") throw new Error(`There is no ${slug} in tenants`);
    // A new epoch makes the server look at the record again.
    await update(place, "tenants", row.id, { ...change, epoch: Number(row.epoch) + 1 });
    return Object.fromEntries(Object.keys(change).map((column) => [column, row[column]]));
  });
}

/** Adds tasks to a workspace whose descriptions are so many bytes that no compression makes smaller. */
export async function fillTasks(server: Server, slug: string, count: number, bytes: number): Promise<void> {
  await storeOf(server).tenant(await tenantId(server, slug), async (place) => {
    const [like] = await rowsOf(place, "tasks");
    if (like === undefined) throw new Error(`${slug} has no task`);
    for (let number = 1000; number < 1000 + count; number++) {
      const description = randomBytes((bytes * 3) / 4).toString("base64");
      await insert(place, "tasks", { ...like, id: randomUUID(), number, position: number, description });
    }
  });
}

/** Adds many rows to a workspace that are like one it has, in the order in which they are to be listed. */
export async function addRowsLike(
  server: Server,
  slug: string,
  { table, like, count, change }: { table: string; like: Row; count: number; change: (n: number) => Row },
): Promise<void> {
  await storeOf(server).tenant(await tenantId(server, slug), async (place) => {
    const [row] = await rowsOf(place, table, like);
    if (typeof row?.id !== "string") throw new Error(`${slug} has no such row in ${table}`);
    for (let n = 1; n <= count; n++) {
      const id = `${row.id.slice(0, -12)}${String(n).padStart(12, "0")}`;
      await insert(place, table, { ...row, id, ...change(n) });
    }
  });
}

/**
 * Makes somebody a member of a workspace, as an accepted invitation does.
 *
 * @returns their user id there
 */
export async function addMember(server: Server, slug: string, person: Person, role: string): Promise<string> {
  const account = await accountId(server, person);
  const id = account.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const now = new Date().toISOString();
  const { email, name } = person;
  const row = { id, account_id: account, email, name, role, active: 1, created_at: now, updated_at: now };
  await storeOf(server).tenant(await tenantId(server, slug), (place) => insert(place, "users", row));
  await addMembership(server, slug, person);
  return id;
}

/**
 * Puts a copy of a task away, as the job does with those that were completed long ago.
 *
 * @returns its id among what was put away
 */
export async function addArchivedTask(server: Server, slug: string, taskId: string): Promise<string> {
  const [id, originalId] = [randomUUID(), randomUUID()];
  await storeOf(server).tenant(await tenantId(server, slug), async (place) => {
    const [task] = await rowsOf(place, "tasks", { id: taskId });
    if (task === undefined) throw new Error(`${slug} has no task ${taskId}`);
    const data = {
      task: { ...inCamelCase(task), id: originalId, number: 100_000 + randomInt(1_000_000) },
      labels: [],
      comments: [],
    };
    const row = { id, original_id: originalId, project_id: task.project_id, data: JSON.stringify(data) };
    await insert(place, "archived_tasks", { ...row, archived_at: new Date().toISOString() });
  });
  return id;
}

function inCamelCase(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

/** Writes into the catalog that somebody may knock at a workspace's door. */
export async function addMembership(server: Server, slug: string, person: Person): Promise<void> {
  const row = { ...(await membership(server, slug, person)), created_at: new Date().toISOString() };
  await storeOf(server).catalog((place) => insert(place, "memberships", row));
}

/** Changes a member's row in a workspace's own database, which is the truth about role and activity. */
export async function changeMember(
  server: Server,
  slug: string,
  userId: string,
  column: "active" | "role",
  value: number | string,
): Promise<void> {
  await storeOf(server).tenant(await tenantId(server, slug), (place) =>
    update(place, "users", userId, { [column]: value }),
  );
}

/** Takes a membership out of the catalog, and leaves the member's row in the workspace as it is. */
export async function removeMembership(server: Server, slug: string, person: Person): Promise<void> {
  const row = await membership(server, slug, person);
  await storeOf(server).catalog((place) => remove(place, "memberships", row));
}

async function membership(server: Server, slug: string, person: Person) {
  return { account_id: await accountId(server, person), tenant_id: await tenantId(server, slug) };
}

/** The id of somebody's account. */
export function accountId(server: Server, person: Pick<Person, "email">): Promise<string> {
  return idIn(server, "accounts", "email", person.email);
}

async function idIn(server: Server, table: string, column: string, value: string): Promise<string> {
  const [row] = await storeOf(server).catalog((place) => rowsOf(place, table, { [column]: value }));
  if (typeof row?.id !== "string") throw new Error(`There is no ${value} in ${table}`);
  return row.id;
}

function storeOf({ dataDir, postgres }: Server): Store {
  return postgres ? postgresStore(postgres) : filesStore(dataDir);
}

/** Changes a row of the catalog, past everything that guards it. */
export async function changeCatalogRow(
  server: Server,
  table: string,
  id: string,
  change: Row,
): Promise<void> {
  await storeOf(server).catalog((place) => update(place, table, id, change));
}

/** Writes a row into the catalog, past everything that guards it. */
export async function addCatalogRow(server: Server, table: string, row: Row): Promise<void> {
  await storeOf(server).catalog((place) => insert(place, table, row));
}

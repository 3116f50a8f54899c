import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayMs } from "../durations";
import { notFound } from "../errors";
import {
  createProject,
  createTask,
  deleteFromTrash,
  deleteProject,
  deleteTask,
  restoreFromTrash,
} from "../index";
import { bootTestPlatform, type TestPlatform, temporaryFolder } from "../testing/boot-test-platform";
import { outcomeOf } from "../testing/outcome-of";
import { createDatabase, runSql, type TestDatabase } from "../testing/postgres-server";
import { schemaOf } from "../testing/test-store";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";
import { purgeTrash } from "./purge-trash";

// A file's transactions come one after the other, so that the second finds nothing there whatever it does. Here both have
// seen the thing in the trash before either takes it out.

const kinds = ["task", "project"] as const;
const ways = ["restore", "delete", "purge"] as const;
const pairs = ways.flatMap((first) => ways.map((second) => [first, second] as const));
type Kind = (typeof kinds)[number];
type Way = (typeof ways)[number];

describe.each(["schema", "row"] as const)("of two at once on PostgreSQL, model %s,", (isolation) => {
  let database: TestDatabase;
  let booted: TestPlatform;
  let workspace: TestWorkspace;
  const folder = temporaryFolder();

  beforeAll(async () => {
    database = await createDatabase();
    booted = await bootTestPlatform(folder.dir, {
      DATABASE_URL: database.ownerUrl,
      ACRE_ISOLATION: isolation,
    });
    workspace = await makeWorkspace(booted.platform);
  });
  afterAll(async () => {
    await booted.close();
    folder.remove();
  });

  it.each(kinds.flatMap((kind) => pairs.map(([first, second]) => [kind, first, second] as const)))(
    "exactly one has a %s: %s, then %s",
    async (kind, first, second) => {
      const id = await thrownAway(kind);
      const holder = new pg.Client({ connectionString: database.superUrl });
      await holder.connect();
      try {
        const table = `"${schemaOf(isolation, workspace.owner.tenant.id)}".trash`;
        await holder.query(`BEGIN; SET LOCAL row_security = off`);
        expect((await holder.query(`SELECT id FROM ${table} WHERE id = $1 FOR UPDATE`, [id])).rowCount).toBe(
          1,
        );
        const one = outcomeOf(() => take(first, id));
        await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
        const other = outcomeOf(() => take(second, id));
        await expect.poll(waiting, { timeout: 20_000 }).toBe(2);
        await holder.query("COMMIT");
        expect([await one, await other].toSorted()).toEqual(["done", "not_found"]);
      } finally {
        await holder.end();
      }
      await expectOneEnd(kind, id);
    },
  );

  async function thrownAway(kind: Kind): Promise<string> {
    const { owner, projectId } = workspace;
    if (kind === "task") {
      const { id } = await createTask(owner, { projectId, title: "Wanted" });
      await deleteTask(owner, { id });
      return id;
    }
    const project = await createProject(owner, { name: "Wanted" });
    await createTask(owner, { projectId: project.id, title: "In it" });
    await deleteProject(owner, project);
    return project.id;
  }

  async function take(way: Way, id: string): Promise<unknown> {
    const { owner, db } = workspace;
    if (way === "restore") return restoreFromTrash(owner, { id });
    if (way === "delete") return deleteFromTrash(owner, { id });
    // By its clock everything has lain there for long.
    const removed = await purgeTrash(db, owner.tenant, { now: new Date(Date.now() + 31 * dayMs) });
    if (removed === 0) throw notFound();
    return removed;
  }

  /** How many of this database's sessions wait for a lock. */
  async function waiting(): Promise<number> {
    const [row] = await runSql(
      database.superUrl,
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return Number(row?.n);
  }

  async function expectOneEnd(kind: Kind, id: string): Promise<void> {
    const { db } = workspace;
    const there =
      kind === "task" ? await db.task.count({ where: { id } }) : await db.project.count({ where: { id } });
    const told = await db.auditEvent.findMany({
      where: { resourceId: id, action: { in: [`${kind}.restored`, `${kind}.purged`] } },
    });
    expect(told.map(({ action }) => action)).toEqual([there === 1 ? `${kind}.restored` : `${kind}.purged`]);
    expect(await db.trashItem.count()).toBe(0);
    expect(await db.trashPart.count()).toBe(0);
  }
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { sql } from "../../test/fixture/sql";
import { fixtureMigrations, temporaryFolder } from "../../test/fixture/tenancy";
import { newTenantId } from "../ids";
import { migration } from "../migrations/migration";
import { createMemoryKeys } from "../testing/memory-keys";
import { isPlainDatabase } from "./cipher";
import { createSqliteDatasource } from "./datasource";
import { tenantPath } from "./files";

const planted = "PLANTED-SECRET-c0ffee";
const change = migration(
  "9_vacuumed",
  "CREATE TABLE more(x);\nUPDATE Owner SET email = upper(email);\nVACUUM;\nCREATE INDEX more_x ON more(x);\n",
);
const migrations = [...fixtureMigrations, change];
const full = process.env.ACRE_TEST_FULL !== undefined;
const fixture = join(import.meta.dirname, "migration-snapshot.fixture.ts");

type Files = ReturnType<typeof createSqliteDatasource>;

/** The datasource of the version before, of the next one, and how to make a tenant and have its migration killed. */
function stage() {
  const dir = temporaryFolder();
  const keys = createMemoryKeys();
  const older = createSqliteDatasource({ dir, migrations: fixtureMigrations, keys });
  const newer = createSqliteDatasource({ dir, migrations, keys });
  onTestFinished(() => older.close?.());
  onTestFinished(() => newer.close?.());
  async function tenant(): Promise<string> {
    const id = newTenantId();
    await older.provision(id);
    const adapter = await older.open(id, { readOnly: false });
    await adapter.executeRaw(sql("INSERT INTO Owner (email) VALUES (?)", planted));
    await adapter.dispose();
    return id;
  }
  /** What the process said: nothing when it was killed. */
  async function migrateAndKill(
    id: string,
    when: { killAt: number } | { killBefore: string },
  ): Promise<string> {
    const key = (await keys.get(id))?.current?.toString("hex");
    const job = JSON.stringify({ path: tenantPath(dir, id), key, migrations, ...when });
    const child = spawn(process.execPath, ["--import", "tsx", fixture, job], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, "exit")]);
    expect(signal === "SIGKILL" || code === 0).toBe(true);
    return said;
  }
  async function killedInTheMiddle(): Promise<string> {
    const id = await tenant();
    expect(await migrateAndKill(id, { killBefore: "CREATE INDEX" })).toBe("");
    return id;
  }
  return { dir, older, newer, tenant, migrateAndKill, killedInTheMiddle };
}

async function emails(files: Files, id: string): Promise<unknown[]> {
  const adapter = await files.open(id, { readOnly: true });
  try {
    return (await adapter.queryRaw(sql("SELECT email FROM Owner"))).rows.flat();
  } finally {
    await adapter.dispose();
  }
}

it("a migration that is no transaction and is killed at any step leaves all of it or nothing, and can be run again", async () => {
  const { dir, older, newer, tenant, migrateAndKill } = stage();
  const [before, after] = [await older.schemaHash(await tenant()), await hashOfNew(newer)];
  expect(before).not.toBe(after);
  let [kills, interrupted] = [0, 0];
  for (let killAt = full ? 1 : 3; ; killAt += full ? 1 : 7) {
    const id = await tenant();
    if ((await migrateAndKill(id, { killAt })) !== "") break;
    kills += 1;
    if (existsSync(`${tenantPath(dir, id)}-before`)) {
      interrupted += 1;
      await expect(older.open(id, { readOnly: true })).rejects.toMatchObject({ code: "tenant_busy" });
      await older.putBack?.(id);
      expect(await older.schemaHash(id)).toBe(before);
      expect(await emails(older, id)).toEqual([planted]);
    } else expect([before, after]).toContain(await older.schemaHash(id));
    await newer.migrate(id);
    expect(await newer.schemaHash(id)).toBe(after);
    expect(await emails(newer, id)).toEqual([planted.toUpperCase()]);
    expect(readdirSync(dirname(tenantPath(dir, id))).filter((name) => name.startsWith(id))).toEqual([
      `${id}.db`,
    ]);
  }
  expect(interrupted).toBeGreaterThan(0);
  if (full)
    console.log(`killed before each of ${kills} steps, ${interrupted} times with a copy to go back to`);
}, 600_000);

it("the copy is encrypted, found by inspection, and erased with the tenant", async () => {
  const { dir, newer, killedInTheMiddle } = stage();
  const id = await killedInTheMiddle();
  const copy = `${tenantPath(dir, id)}-before`;
  expect(isPlainDatabase(copy)).toBe(false);
  expect(readFileSync(copy).includes(planted)).toBe(false);
  expect(await newer.inspect?.()).toMatchObject([{ code: "migration_interrupted", object: copy }]);
  expect(await newer.residue(id)).toContain(copy);
  await newer.destroy(id);
  expect(await newer.residue(id)).toEqual([]);
  expect(existsSync(copy)).toBe(false);
});

it("nothing is put back under a process that still is at it", async () => {
  const { dir, newer, killedInTheMiddle } = stage();
  const id = await killedInTheMiddle();
  const other = new Database(`${tenantPath(dir, id)}-migrating`);
  other.exec("BEGIN EXCLUSIVE");
  await expect(newer.migrate(id)).rejects.toMatchObject({ code: "tenant_busy" });
  await expect(newer.putBack?.(id)).rejects.toMatchObject({ code: "tenant_busy" });
  other.close();
  expect(await newer.migrate(id)).toEqual({ applied: [change.name] });
});

async function hashOfNew(newer: Files): Promise<string> {
  const id = newTenantId();
  await newer.provision(id);
  return newer.schemaHash(id);
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, linkSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { sql } from "../../test/fixture/sql";
import { fixtureMigrations, temporaryFolder } from "../../test/fixture/tenancy";
import { newTenantId } from "../ids";
import { ConnectionPool } from "../pool/connection-pool";
import { createSqliteDatasource } from "./datasource";
import { tenantPath } from "./files";
import { openDatabase } from "./open-database";
import { type RotationStep, rotateFileKey } from "./rotate-key";
import { createFileKeys } from "./rotate-key.fixture";

const steps: RotationStep[] = ["begin", "copy", "rekey", "verify", "flush", "replace", "finish", "done"];

async function setUp({ plain = false } = {}) {
  const dir = temporaryFolder();
  const keys = createFileKeys(join(temporaryFolder(), "keys.json"));
  const migrations = fixtureMigrations;
  const datasource = createSqliteDatasource({ dir, migrations, keys });
  const id = newTenantId();
  await (plain ? createSqliteDatasource({ dir, migrations }) : datasource).provision(id);
  const adapter = await datasource.open(id, { readOnly: false });
  for (let n = 0; n < 50; n += 1)
    await adapter.executeRaw(sql("INSERT INTO Owner (email) VALUES (?)", `${n}`));
  await adapter.dispose();
  return { dir, keys, datasource, id, path: tenantPath(dir, id) };
}

async function count(datasource: ReturnType<typeof createSqliteDatasource>, id: string): Promise<unknown> {
  const adapter = await datasource.open(id, { readOnly: true });
  try {
    return (await adapter.queryRaw(sql("SELECT count(*) FROM Owner"))).rows[0]?.[0];
  } finally {
    await adapter.dispose();
  }
}

describe("rotating a key", () => {
  it("puts the file under another key, which then is the only one", async () => {
    const { dir, keys, datasource, id, path } = await setUp();
    const before = (await keys.get(id))?.current ?? undefined;
    await datasource.rotateKey?.(id);
    const after = await keys.get(id);
    expect(after?.next).toBeNull();
    expect(after?.current).not.toEqual(before);
    expect(() => openDatabase(path, { key: before })).toThrow(
      expect.objectContaining({ code: "key_mismatch" }),
    );
    expect(await count(datasource, id)).toBe(50);
    expect(readdirSync(join(dir, ".tmp"))).toEqual([]);
  });

  it("encrypts a plain file, which was opened as it was until then and named by inspection", async () => {
    const { datasource, keys, id, path } = await setUp({ plain: true });
    expect(await keys.get(id)).toBeNull();
    expect(await datasource.inspect?.()).toMatchObject([
      { code: "not_encrypted", object: path, severity: "warning" },
    ]);
    await datasource.rotateKey?.(id);
    expect(readFileSync(path).includes("SQLite format")).toBe(false);
    expect(await datasource.inspect?.()).toEqual([]);
    expect(await count(datasource, id)).toBe(50);
  });

  it("is refused while another connection has the file open, which changes nothing", async () => {
    const { datasource, keys, id } = await setUp();
    const before = await keys.get(id);
    const other = await datasource.open(id, { readOnly: false });
    await expect(datasource.rotateKey?.(id)).rejects.toMatchObject({ code: "datasource_in_use" });
    await other.executeRaw(sql("INSERT INTO Owner (email) VALUES ('more')"));
    await other.dispose();
    expect(await keys.get(id)).toEqual(before);
    expect(await count(datasource, id)).toBe(51);
  });

  it("leaves the file as it was when the copy is not the same", async () => {
    const { dir, datasource, keys, id, path } = await setUp();
    const emptyCopy = join(temporaryFolder(), "empty.db");
    const { next } = await keys.beginRotation(id);
    openDatabase(emptyCopy, { create: true, key: next }).close();
    const damaged = rotateFileKey({
      dir,
      path,
      placeId: id,
      keys,
      onStep(step) {
        if (step !== "verify") return;
        // As if something went wrong in the copy: it is replaced by one that lacks rows.
        const copy = join(dir, ".tmp", readdirSync(join(dir, ".tmp"))[0] ?? "");
        copyFileSync(emptyCopy, copy);
      },
    });
    await expect(damaged).rejects.toMatchObject({ code: "datasource_corrupt" });
    expect(await count(datasource, id)).toBe(50);
  });

  it("spoils the old file for whoever still holds it open by a descriptor", async () => {
    const { dir, keys, datasource, id, path } = await setUp();
    const old = (await keys.get(id))?.current ?? undefined;
    // A second name for the old file is as good as a descriptor to it.
    const kept = join(dir, "kept.db");
    linkSync(path, kept);
    await datasource.rotateKey?.(id);
    expect(() => openDatabase(kept, { key: old })).toThrow(expect.objectContaining({ code: "key_mismatch" }));
  });

  it("loses no acknowledged write of those who go on writing", async () => {
    const { datasource, id } = await setUp();
    const pool = new ConnectionPool(10);
    onTestFinished(() => pool.end());
    const open = async () => ({
      adapter: await datasource.open(id, { readOnly: false }),
      circumstances: "",
      place: "here",
    });
    let writing = true;
    let written = 0;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; writing; n += 1) {
        const lease = await pool.acquire(id, open);
        try {
          await lease.adapter.executeRaw(sql("INSERT INTO Owner (email) VALUES (?)", `${writer}-${n}`));
          written += 1;
        } finally {
          lease.release();
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    for (let round = 0; round < 5; round += 1) {
      const before = written;
      await pool.exclusively(id, async () => datasource.rotateKey?.(id));
      await expect.poll(() => written, { interval: 1, timeout: 30_000 }).toBeGreaterThan(before + 20);
    }
    writing = false;
    await Promise.all(writers);
    await pool.closeAll();
    expect(await count(datasource, id)).toBe(50 + written);
  });
});

const fixture = fileURLToPath(new URL("./rotate-key.fixture.ts", import.meta.url));

describe.each([{ plain: false }, { plain: true }])(
  "a process killed while it rotates (plain before: $plain)",
  (before) => {
    it.each(steps)("at %s leaves a tenant that opens whole and rotates again", async (step) => {
      const { dir, datasource, keys, id, path } = await setUp(before);
      const original = await keys.get(id);
      const child = spawn(process.execPath, ["--import", "tsx", fixture, dir, keys.file, id, step], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      onTestFinished(() => void child.kill("SIGKILL"));
      const gone = once(child, "exit");
      for await (const line of createInterface({ input: child.stdout })) {
        expect(line).toBe(step);
        child.kill("SIGKILL");
      }
      expect(await gone).toEqual([null, "SIGKILL"]);

      expect(await count(datasource, id)).toBe(50);
      const replaced = steps.indexOf(step) > steps.indexOf("replace");
      const found = await keys.get(id);
      // Opening finishes a rotation whose file is in place, and leaves another one for later.
      expect(found?.current ?? null).toEqual(replaced ? expect.any(Buffer) : (original?.current ?? null));
      expect(found?.next ?? null).toEqual(replaced || step === "begin" ? null : expect.any(Buffer));
      await datasource.rotateKey?.(id);
      expect(await count(datasource, id)).toBe(50);
      expect((await keys.get(id))?.next).toBeNull();
      expect(readFileSync(path).includes("SQLite format")).toBe(false);
      await datasource.sweep();
      expect(readdirSync(join(dir, ".tmp"))).toEqual([]);
    });
  },
);

import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { sql } from "../../test/fixture/sql";
import { fixtureMigrations, temporaryFolder } from "../../test/fixture/tenancy";
import { newTenantId } from "../ids";
import type { TenantKeys } from "../keys/tenant-keys";
import { migration } from "../migrations/migration";
import { createMemoryKeys } from "../testing/memory-keys";
import { setKey } from "./cipher";
import { createSqliteDatasource } from "./datasource";
import { tenantPath } from "./files";
import { openDatabase } from "./open-database";

const planted = "PLANTED-SECRET-c0ffee";

interface SealedOptions {
  dir?: string;
  keys?: TenantKeys;
  stock?: number;
  migrations?: typeof fixtureMigrations;
}

function setUp({
  dir = temporaryFolder(),
  keys = createMemoryKeys(),
  stock,
  migrations = fixtureMigrations,
}: SealedOptions = {}) {
  const datasource = createSqliteDatasource({ dir, migrations, keys, stock });
  onTestFinished(() => datasource.close?.());
  return { dir, keys, datasource };
}

/** A datasource with one tenant that holds the planted text, closed. */
async function withTenant(options: SealedOptions = {}) {
  const made = setUp(options);
  const id = newTenantId();
  await made.datasource.provision(id);
  await write(made.datasource, id, `${planted}@x`);
  return { ...made, id, path: tenantPath(made.dir, id) };
}

type Files = ReturnType<typeof createSqliteDatasource>;

async function write(datasource: Files, id: string, email: string): Promise<void> {
  const adapter = await datasource.open(id, { readOnly: false });
  await adapter.executeRaw(sql("INSERT INTO Owner (email) VALUES (?)", email));
  await adapter.dispose();
}

async function emails(datasource: Files, id: string): Promise<unknown[]> {
  const adapter = await datasource.open(id, { readOnly: true });
  try {
    return (await adapter.queryRaw(sql("SELECT email FROM Owner ORDER BY email"))).rows.flat();
  } finally {
    await adapter.dispose();
  }
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("what lies on the disk", () => {
  it("shows nothing of a tenant, in the file, its log, its index, the template or the stock", async () => {
    const { dir, datasource } = setUp({ stock: 2 });
    const id = newTenantId();
    await datasource.provision(id);
    await expect.poll(() => filesIn(dir).filter((path) => path.includes(".stock-")).length).toBe(2);
    const adapter = await datasource.open(id, { readOnly: false });
    const transaction = await adapter.startTransaction();
    for (let n = 0; n < 2000; n += 1) {
      await transaction.executeRaw(sql("INSERT INTO Owner (email) VALUES (?)", `${planted}${n}@x`));
    }
    await transaction.commit();
    const paths = filesIn(dir);
    expect(paths).toEqual(
      expect.arrayContaining(["", "-wal", "-shm"].map((suffix) => tenantPath(dir, id) + suffix)),
    );
    for (const path of paths) {
      const bytes = readFileSync(path);
      // Nor the schema, which would show which product it is.
      for (const text of [planted, "Owner", "SQLite format 3"])
        expect(bytes.includes(text), path).toBe(false);
    }
    await adapter.dispose();
  });

  it.runIf(process.platform === "linux")("shows nothing in files that SQLite puts aside", async () => {
    const { keys, id, path } = await withTenant();
    const db = openDatabase(path, { key: (await keys.get(id))?.current ?? undefined, cacheKiB: 100 });
    onTestFinished(() => void db.close());
    let found = 0;
    // Asked from inside of a statement, while its temporary files, which have no name any more, are open.
    db.function("look", { varargs: true }, () => {
      for (const fd of readdirSync("/proc/self/fd")) {
        if (linkOf(fd)?.endsWith("(deleted)") && readFileSync(`/proc/self/fd/${fd}`).includes(planted))
          found += 1;
      }
      return 1;
    });
    db.exec(`CREATE TABLE big(a, b);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
        INSERT INTO big SELECT i, '${planted}' || i || hex(zeroblob(500)) FROM n`);
    const putAside = () => {
      db.exec("CREATE TEMP TABLE aside AS SELECT b FROM big");
      db.prepare("SELECT look(), b FROM (SELECT b FROM big ORDER BY b DESC LIMIT 2 OFFSET 3900)").all();
      db.exec(
        "UPDATE big SET a = a + 1, b = b || CASE WHEN a % 2000 = 0 THEN look() ELSE 1 END; DROP TABLE aside",
      );
    };
    putAside();
    expect(found).toBe(0);
    // Left to itself it does write such files, so the above would have seen them.
    db.pragma("temp_store = FILE");
    putAside();
    expect(found).toBeGreaterThan(0);
  });
});

function linkOf(fd: string): string | null {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return null;
  }
}

describe("opening", () => {
  it("takes the tenant's own key, and no other, and none", async () => {
    const { keys, datasource, id, path } = await withTenant();
    const other = newTenantId();
    await datasource.provision(other);
    const wrong = (await keys.get(other))?.current ?? undefined;
    expect(() => openDatabase(path, { key: wrong })).toThrow(
      expect.objectContaining({ code: "key_mismatch" }),
    );
    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: "datasource_corrupt" }));
    const raw = new Database(path);
    expect(() => raw.prepare("SELECT * FROM Owner").all()).toThrow(/not a database/);
    raw.close();
    expect(await emails(datasource, id)).toEqual([`${planted}@x`]);
  });

  it("keeps a connection that attaches another tenant's file, past the guard, from reading it", async () => {
    const { dir, keys, datasource, id } = await withTenant();
    const attacker = newTenantId();
    await datasource.provision(attacker);
    const db = openDatabase(tenantPath(dir, attacker), {
      key: (await keys.get(attacker))?.current ?? undefined,
    });
    onTestFinished(() => void db.close());
    expect(() => {
      db.prepare("ATTACH DATABASE ? AS other").run(tenantPath(dir, id));
      db.prepare("SELECT * FROM other.Owner").all();
    }).toThrow(/not a database/);
  });

  it("refuses a file in whose place another tenant's was put", async () => {
    const { dir, datasource, id, path } = await withTenant();
    const other = newTenantId();
    await datasource.provision(other);
    copyFileSync(path, tenantPath(dir, other));
    await expect(emails(datasource, other)).rejects.toMatchObject({ code: "key_mismatch" });
    expect(await emails(datasource, id)).toEqual([`${planted}@x`]);
  });

  it.each([
    ["a plain database", "encryption_missing"],
    ["noise", "key_mismatch"],
  ])("refuses %s in the place of an encrypted one", async (what, code) => {
    const { datasource, id, path } = await withTenant();
    if (what === "noise") writeFileSync(path, randomBytes(8192));
    else copyFileSync(await plainFile(), path);
    await expect(datasource.open(id, { readOnly: false })).rejects.toMatchObject({ code });
  });

  it("finds a page that was changed", async () => {
    const { keys, id, path } = await withTenant();
    const bytes = readFileSync(path);
    // The last page, which opening does not look at.
    const at = bytes.length - 1000;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const db = openDatabase(path, { key: (await keys.get(id))?.current ?? undefined });
    onTestFinished(() => void db.close());
    expect(() => db.pragma("integrity_check")).toThrow(/malformed/);
  });

  it("says that a key is missing when it is", async () => {
    const { keys, datasource, id } = await withTenant();
    await keys.remove(id);
    await expect(emails(datasource, id)).rejects.toMatchObject({ code: "key_missing" });
  });

  it("loses nothing of a log when it was first tried with a wrong key", async () => {
    const { dir, keys, datasource, id, path } = await withTenant();
    const db = openDatabase(path, { key: (await keys.get(id))?.current ?? undefined });
    db.exec("INSERT INTO Owner (email) VALUES ('in the log')");
    const moved = join(dir, "as-killed.db");
    for (const suffix of ["", "-wal"]) copyFileSync(path + suffix, moved + suffix);
    db.close();
    for (const key of [randomBytes(32), undefined]) expect(() => openDatabase(moved, { key })).toThrow();
    const again = openDatabase(moved, { key: (await keys.get(id))?.current ?? undefined });
    expect(again.prepare("SELECT count(*) AS n FROM Owner").get()).toEqual({ n: 2 });
    again.close();
    expect(await emails(datasource, id)).toHaveLength(2);
  });
});

async function plainFile(): Promise<string> {
  const dir = temporaryFolder();
  const datasource = createSqliteDatasource({ dir, migrations: fixtureMigrations });
  const id = newTenantId();
  await datasource.provision(id);
  return tenantPath(dir, id);
}

describe("the key", () => {
  it("is in no SQL, no error and no argument", async () => {
    const texts: string[] = [];
    const { keys, path, id } = await withTenant();
    const key = (await keys.get(id))?.current ?? Buffer.alloc(32);
    const db = new Database(path, { verbose: (text) => texts.push(String(text)) });
    setKey(db, key);
    db.prepare("SELECT count(*) FROM Owner").get();
    db.close();
    expect(texts.length).toBeGreaterThan(1);
    const errors = [randomBytes(32), undefined].map((wrong) => {
      try {
        openDatabase(path, { key: wrong });
        return "";
      } catch (error) {
        return `${String(error)} ${error instanceof Error ? String(error.cause) + error.stack : ""}`;
      }
    });
    for (const text of [...texts, ...errors, ...process.argv]) {
      for (const spelling of ["hex", "base64", "base64url", "latin1"] as const) {
        expect(text).not.toContain(key.toString(spelling));
      }
    }
  });

  it.each([
    "PRAGMA key = 'x'",
    "PRAGMA rekey = ''",
    "PRAGMA hexrekey = '00'",
    "PRAGMA cipher = 'rc4'",
    "pragma main.rekey('')",
    "SELECT sqlite3mc_config('cipher')",
  ])("cannot be touched by a tenant's SQL: %s", async (text) => {
    const { datasource, id } = await withTenant();
    const adapter = await datasource.open(id, { readOnly: false });
    await expect(adapter.queryRaw(sql(text))).rejects.toMatchObject({ code: "statement_refused" });
    await adapter.dispose();
    expect(await emails(datasource, id)).toEqual([`${planted}@x`]);
  });

  it("goes with the tenant", async () => {
    const { keys, datasource, id, path } = await withTenant();
    await datasource.destroy(id);
    await datasource.destroy(id);
    expect(await keys.get(id)).toBeNull();
    expect(existsSync(path)).toBe(false);
  });
});

describe("making a tenant", () => {
  it("goes on with the key of an attempt that was killed", async () => {
    const { keys, datasource } = setUp();
    const id = newTenantId();
    const key = await keys.create(id);
    expect(await datasource.provision(id)).toEqual({ created: true });
    expect((await keys.get(id))?.current).toEqual(key);
    expect(await emails(datasource, id)).toEqual([]);
  });

  it("makes one file under one key when asked many times at once", async () => {
    const { dir, datasource } = setUp();
    const id = newTenantId();
    const answers = await Promise.all(Array.from({ length: 10 }, () => datasource.provision(id)));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await emails(datasource, id)).toEqual([]);
    expect(filesIn(join(dir, ".tmp"))).toEqual([]);
  });

  it("makes an older one encrypted too, and brings it forward", async () => {
    const more = [...fixtureMigrations, migration("2_more", "CREATE TABLE more(x)")];
    const { datasource, dir } = setUp({ migrations: more });
    const id = newTenantId();
    await datasource.provision(id, { migrations: fixtureMigrations.map(({ name }) => name) });
    expect(readFileSync(tenantPath(dir, id)).includes("SQLite format")).toBe(false);
    expect(await datasource.migrate(id)).toEqual({ applied: ["2_more"] });
  });
});

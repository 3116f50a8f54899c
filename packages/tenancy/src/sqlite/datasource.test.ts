import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sql } from "../../test/fixture/sql";
import { fixtureMigrations, temporaryFolder } from "../../test/fixture/tenancy";
import { newTenantId } from "../ids";
import { migration } from "../migrations/migration";
import { createSqliteDatasource } from "./datasource";
import { copyIntoPlace, tenantPath } from "./files";
import { openDatabase } from "./open-database";

function setUp(migrations = fixtureMigrations) {
  const dir = temporaryFolder();
  return { dir, datasource: createSqliteDatasource({ dir, migrations }) };
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

describe("provision", () => {
  it("makes a file that is complete, migrated and in WAL mode, with nothing beside it", async () => {
    const { dir, datasource } = setUp();
    const id = newTenantId();
    expect(await datasource.provision(id)).toEqual({ created: true });
    expect(filesIn(dir).sort()).toEqual([expect.stringMatching(/^\.template-[0-9a-f]{16}\.db$/), `${id}.db`]);
    const db = openDatabase(tenantPath(dir, id));
    expect(db.prepare("SELECT count(*) AS n FROM Note").get()).toEqual({ n: 0 });
    expect(db.prepare("SELECT migration_name FROM _prisma_migrations").all()).toHaveLength(1);
    db.close();
  });

  it("keeps what is there", async () => {
    const { datasource } = setUp();
    const id = newTenantId();
    await datasource.provision(id);
    const adapter = await datasource.open(id, { readOnly: false });
    await adapter.executeRaw(sql("INSERT INTO Owner (email) VALUES ('a@x')"));
    expect(await datasource.provision(id)).toEqual({ created: false });
    expect((await adapter.queryRaw(sql("SELECT email FROM Owner"))).rows).toEqual([["a@x"]]);
    await adapter.dispose();
  });

  it("brings one up to date whose making began before an upgrade", async () => {
    const { dir, datasource } = setUp();
    const id = newTenantId();
    await datasource.provision(id);
    const more = [...fixtureMigrations, migration("2_more", "CREATE TABLE more(x)")];
    await createSqliteDatasource({ dir, migrations: more }).provision(id);
    const db = openDatabase(tenantPath(dir, id));
    expect(db.prepare("SELECT count(*) AS n FROM more").get()).toEqual({ n: 0 });
    db.close();
  });

  it("makes one file when asked for the same tenant many times at once", async () => {
    const { datasource } = setUp();
    const id = newTenantId();
    const answers = await Promise.all(Array.from({ length: 10 }, () => datasource.provision(id)));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
  });

  it("builds the template again when it went missing", async () => {
    const { dir, datasource } = setUp();
    await datasource.provision(newTenantId());
    rmSync(join(dir, readdirSync(dir).find((name) => name.startsWith(".template-")) ?? ""));
    expect(await datasource.provision(newTenantId())).toEqual({ created: true });
  });

  it("spreads tenants of one moment over folders", async () => {
    const folders = new Set(Array.from({ length: 200 }, () => tenantPath("", newTenantId()).split("/")[0]));
    expect(folders.size).toBeGreaterThan(50);
  });
});

describe("ids", () => {
  it.each(["../../etc/passwd", "..", "", "acme_corp", `${newTenantId()}/../../x`])(
    "refuses %j for everything, and touches nothing",
    async (id) => {
      const { dir, datasource } = setUp();
      const invalid = { code: "tenant_id_invalid" };
      await expect(datasource.provision(id)).rejects.toMatchObject(invalid);
      await expect(datasource.exists(id)).rejects.toMatchObject(invalid);
      await expect(datasource.open(id, { readOnly: false })).rejects.toMatchObject(invalid);
      await expect(datasource.migrate(id)).rejects.toMatchObject(invalid);
      await expect(datasource.destroy(id)).rejects.toMatchObject(invalid);
      expect(readdirSync(dir)).toEqual([]);
    },
  );
});

describe("open", () => {
  it("never makes a tenant", async () => {
    const { dir, datasource } = setUp();
    await expect(datasource.open(newTenantId(), { readOnly: false })).rejects.toMatchObject({
      code: "datasource_missing",
    });
    expect(readdirSync(dir)).toEqual([]);
  });

  it("refuses writes when read-only", async () => {
    const { datasource } = setUp();
    const id = newTenantId();
    await datasource.provision(id);
    const adapter = await datasource.open(id, { readOnly: true });
    await expect(adapter.executeRaw(sql("INSERT INTO Owner (email) VALUES ('a')"))).rejects.toThrow(
      /readonly/,
    );
    await adapter.dispose();
  });
});

describe("destroy", () => {
  it("removes the file and all beside it, once and again", async () => {
    const { dir, datasource } = setUp();
    const id = newTenantId();
    await datasource.provision(id);
    const path = tenantPath(dir, id);
    for (const suffix of ["-wal", "-shm"]) writeFileSync(path + suffix, "");
    await datasource.destroy(id);
    await datasource.destroy(id);
    expect(filesIn(dir)).toEqual([expect.stringMatching(/^\.template/)]);
    expect(await datasource.exists(id)).toBe(false);
  });
});

describe("sweep", () => {
  it("removes what a process killed between copy and rename left, and old templates", async () => {
    const { dir, datasource } = setUp();
    const id = newTenantId();
    await datasource.provision(id);
    // No process has this number; and this process itself, in an earlier life.
    for (const pid of [2 ** 30, process.pid])
      writeFileSync(join(dir, ".tmp", `${pid}-leftover`), "half a file");
    writeFileSync(join(dir, ".template-0123456789abcdef.db"), "old");
    expect(await datasource.sweep()).toBe(3);
    expect(readdirSync(join(dir, ".tmp"))).toEqual([]);
    expect(await datasource.exists(id)).toBe(true);
    expect(await datasource.sweep()).toBe(0);
  });

  it("leaves the unfinished files of living processes alone", async () => {
    const { dir, datasource } = setUp();
    mkdirSync(join(dir, ".tmp"));
    writeFileSync(join(dir, ".tmp", `${process.ppid}-busy`), "being written");
    expect(await datasource.sweep()).toBe(0);
    const ids = Array.from({ length: 20 }, newTenantId);
    let made = 0;
    const making = ids.map((id) => datasource.provision(id).finally(() => made++));
    while (made < ids.length) {
      await datasource.sweep();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await Promise.all(making)).toEqual(ids.map(() => ({ created: true })));
  });
});

describe("copyIntoPlace", () => {
  it("never overwrites, and leaves nothing behind", async () => {
    const dir = temporaryFolder();
    const [source, target] = [join(dir, "source"), join(dir, "sub", "target")];
    writeFileSync(source, "new");
    mkdirSync(join(dir, "sub"));
    writeFileSync(target, "there before");
    expect(await copyIntoPlace(dir, source, target)).toBe(false);
    expect(existsSync(target)).toBe(true);
    expect(readdirSync(join(dir, ".tmp"))).toEqual([]);
  });
});

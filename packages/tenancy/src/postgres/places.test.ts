import { describe, expect, it } from "vitest";
import { rows, testDatabase } from "../../test/postgres/database";
import { type PostgresModel, postgresMigrations, testPostgres } from "../../test/postgres/tenancy";
import { newTenantId } from "../ids";
import { migration } from "../migrations/migration";
import { createMemoryRegistry } from "../testing/memory-registry";
import { createRowDatasource } from "./row-datasource";
import { createSchemaDatasource } from "./schema-datasource";
import { createPostgresServer } from "./server";

const more = migration(
  "20260101000000_more",
  'ALTER TABLE "Owner" ADD COLUMN "note" TEXT;\nCREATE INDEX "Owner_note_idx" ON "Owner"("note");',
);
const table = migration(
  "20260102000000_table",
  'CREATE TABLE "Extra" ("id" SERIAL NOT NULL, CONSTRAINT "Extra_pkey" PRIMARY KEY ("id"));',
);
const broken = migration(
  "20260103000000_broken",
  'CREATE TABLE "Half" ("id" TEXT NOT NULL, CONSTRAINT "Half_pkey" PRIMARY KEY ("id"));\nALTER TABLE "Nowhere" ADD COLUMN "x" TEXT;',
);

const schemaName = (id: string) => `t_${id.replaceAll("-", "")}`;

describe.each<PostgresModel>(["schema", "row"])("places of the %s model", (model) => {
  const schemaOf = (id: string) => (model === "row" ? "acre_rows" : schemaName(id));

  async function relations(url: string): Promise<unknown[][]> {
    return rows(
      url,
      "select relnamespace::regnamespace::text, relname from pg_class where relnamespace::regnamespace::text !~ '^(pg_|information_schema|acre$)' order by 1, 2",
    );
  }

  it("are made once, however often and at once they are asked for", async () => {
    const { server, database } = await testPostgres(model);
    const create = model === "row" ? createRowDatasource : createSchemaDatasource;
    const datasource = create({ server, migrations: postgresMigrations });
    const elsewhere = createPostgresServer({ ownerUrl: database.ownerUrl, appUrl: database.appUrl });
    const other = create({ server: elsewhere, migrations: postgresMigrations });
    const id = newTenantId();
    expect(await datasource.exists(id)).toBe(false);
    const made = await Promise.all([datasource, other, datasource, other].map((one) => one.provision(id)));
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(await other.exists(id)).toBe(true);
    expect(await datasource.exists(newTenantId())).toBe(false);
    await elsewhere.close();
  });

  it("are missing with an error, never looked for in public, and never made by opening", async () => {
    const { tenancy, database, server } = await testPostgres(model);
    await rows(
      database.superUrl,
      'create table public."Owner" (id int, email text); insert into public."Owner" values (1, \'public\'); grant select, insert on public."Owner" to public; grant usage on schema public to public',
    );
    const tenant = await tenancy.tenants.create({ slug: "acme" });
    const db = await tenancy.connect("acme");
    expect(await db.owner.count()).toBe(0);
    expect(await db.$queryRaw`select * from "Owner"`).toEqual([]);
    if (model === "schema") {
      await rows(database.superUrl, `drop schema ${schemaName(tenant.id)} cascade`);
      await expect(db.owner.count()).rejects.toMatchObject({ code: "P2021" });
      await expect(db.$queryRaw`select * from "Owner"`).rejects.toThrow(/does not exist/);
    } else {
      await rows(database.superUrl, "delete from acre.row_tenants");
    }
    await tenancy.closeAll();
    await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "datasource_missing" });
    await expect(db.owner.count()).rejects.toMatchObject({ code: "datasource_missing" });
    const before = await relations(database.superUrl);
    await expect(tenancy.connectById(newTenantId())).rejects.toMatchObject({ code: "tenant_not_found" });
    await expect(tenancy.connectById("../../etc")).rejects.toMatchObject({ code: "tenant_id_invalid" });
    await expect(tenancy.connect("x'; drop schema public; --")).rejects.toMatchObject({
      code: "slug_invalid",
    });
    expect(await relations(database.superUrl)).toEqual(before);
    expect(server.gauges().inUse).toBe(0);
  });

  it("are left as they were by a migration that fails, and take it once it is mended", async () => {
    const database = await testDatabase();
    const registry = createMemoryRegistry();
    const old = await testPostgres(model, { database, registry });
    const tenant = await old.tenancy.tenants.create({ slug: "acme" });
    await (await old.tenancy.connect("acme")).owner.create({ data: { email: "a" } });
    const before = await relations(database.superUrl);
    const failing = await testPostgres(model, {
      database,
      registry,
      migrations: [...postgresMigrations, broken],
    });
    const report = await failing.tenancy.migrations.deploy();
    expect(report.failed).toMatchObject([{ slug: "acme", error: { code: "migration_failed" } }]);
    expect(String(report.failed[0]?.error)).toContain("20260103000000_broken");
    await expect(failing.tenancy.tenants.create({ slug: "other" })).rejects.toMatchObject({
      code: "migration_failed",
    });
    expect(await relations(database.superUrl)).toEqual(before);
    const mended = await testPostgres(model, {
      database,
      registry,
      migrations: [...postgresMigrations, more, table],
    });
    await expect(mended.tenancy.connect("acme")).rejects.toMatchObject({ code: "tenant_outdated" });
    expect(await mended.tenancy.migrations.deploy()).toMatchObject({ migrated: 1, failed: [] });
    expect(await mended.tenancy.migrations.deploy()).toMatchObject({ current: 1, migrated: 0 });
    const db = await mended.tenancy.connect("acme");
    expect(await db.$queryRaw`select email, note from "Owner"`).toEqual([{ email: "a", note: null }]);
    expect(await db.$queryRaw`insert into "Extra" default values returning id`).toEqual([{ id: 1 }]);
    expect(await mended.tenancy.inspect()).toEqual([]);
    const fields =
      "migration_name, checksum, finished_at is not null, rolled_back_at, logs, applied_steps_count, length(id)";
    const history = await rows(
      database.superUrl,
      `select ${fields} from ${schemaOf(tenant.id)}._prisma_migrations order by 1`,
    );
    expect(history).toEqual(
      [...postgresMigrations, more, table].map(({ name, checksum }) => [
        name,
        checksum,
        true,
        null,
        null,
        1,
        36,
      ]),
    );
    // The newer database serves code that is older, which cannot migrate it.
    await expect(old.server.ready()).resolves.toBeDefined();
    const edited = postgresMigrations.map(({ name, sql }) => migration(name, `${sql}\n-- edited`));
    const changed = await testPostgres(model, {
      database,
      registry: createMemoryRegistry(),
      migrations: edited,
    });
    await expect(changed.tenancy.tenants.create({ id: tenant.id, slug: "acme" })).rejects.toMatchObject({
      code: "datasource_exists",
    });
    const again = await testPostgres(model, {
      database,
      registry,
      migrations: [...edited, more, table, broken],
    });
    expect((await again.tenancy.migrations.deploy()).failed).toMatchObject([
      { error: { code: "migration_changed" } },
    ]);
    const older = await testPostgres(model, {
      database,
      registry,
      migrations: [...postgresMigrations, migration("2027_other", "SELECT 1")],
    });
    expect((await older.tenancy.migrations.deploy()).failed).toMatchObject([
      { error: { code: "migration_ahead" } },
    ]);
  });

  it("go without a trace, and take nothing of another's along", async () => {
    const { tenancy, database } = await testPostgres(model);
    const gone = await tenancy.tenants.create({ slug: "gone" });
    await tenancy.tenants.create({ slug: "stays" });
    const held = await tenancy.connect("gone");
    for (const slug of ["gone", "stays"]) {
      const db = await tenancy.connect(slug);
      await db.owner.create({
        data: { email: slug, notes: { create: { id: "n", text: slug, tags: { create: { name: "t" } } } } },
      });
    }
    await tenancy.tenants.delete(gone.id);
    await expect(held.owner.count()).rejects.toMatchObject({ code: "tenant_not_found" });
    expect(await (await tenancy.connect("stays")).note.findMany({ select: { text: true } })).toEqual([
      { text: "stays" },
    ]);
    if (model === "schema") {
      expect(
        await rows(database.superUrl, "select 1 from pg_namespace where nspname = $1", [schemaName(gone.id)]),
      ).toEqual([]);
    } else {
      for (const name of [
        'acre_rows."Owner"',
        'acre_rows."Note"',
        'acre_rows."Tag"',
        "acre.counters",
        "acre.row_tenants",
      ])
        expect(
          await rows(database.superUrl, `select 1 from ${name} where tenant_id = $1`, [gone.id]),
        ).toEqual([]);
    }
    await expect(tenancy.connect("gone")).rejects.toMatchObject({ code: "tenant_not_found" });
  });

  it("are made on first access where that is asked for, of registered tenants alone", async () => {
    const { tenancy, registry, database } = await testPostgres(model, { setUp: "lazy" });
    const placement = { isolation: model, datasource: "pg" } as const;
    const record = await registry.insert({ id: newTenantId(), slug: "acme", status: "active", ...placement });
    await registry.insert({ id: newTenantId(), slug: "shut", status: "suspended", ...placement });
    const before = await relations(database.superUrl);
    await expect(tenancy.connect("nobody")).rejects.toMatchObject({ code: "tenant_not_found" });
    await expect(tenancy.connect("shut")).rejects.toMatchObject({ code: "tenant_suspended" });
    expect(await tenancy.migrations.deploy()).toMatchObject({ migrated: 0, failed: [] });
    expect(await relations(database.superUrl)).toEqual(before);
    const [one, other] = await Promise.all([tenancy.connect("acme"), tenancy.connect("acme")]);
    await one?.owner.create({ data: { email: "a" } });
    expect(await other?.owner.count()).toBe(1);
    expect((await registry.findById(record.id))?.schemaVersion).not.toBeNull();
    await tenancy.tenants.delete(record.id);
  });

  it("are not made without being asked for where that was not said", async () => {
    const { tenancy, registry } = await testPostgres(model);
    await registry.insert({
      id: newTenantId(),
      slug: "acme",
      status: "active",
      isolation: model,
      datasource: "pg",
    });
    await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "tenant_outdated" });
  });
});

describe("numbers that count by themselves", () => {
  it.each<PostgresModel>(["schema", "row"])(
    "count per tenant in the %s model, and show nobody the others' volume",
    async (model) => {
      const { tenancy } = await testPostgres(model);
      for (const slug of ["first", "second"]) await tenancy.tenants.create({ slug });
      const [first, second] = [await tenancy.connect("first"), await tenancy.connect("second")];
      for (const email of ["a", "b", "c"]) await first.owner.create({ data: { email } });
      expect(await second.owner.create({ data: { email: "a" } })).toMatchObject({ id: 1 });
      const made = await Promise.all(
        Array.from({ length: 10 }, (_, n) => first.owner.create({ data: { email: `${n}` } })),
      );
      expect(new Set(made.map(({ id }) => id)).size).toBe(10);
      expect(await second.owner.create({ data: { email: "b" } })).toMatchObject({ id: 2 });
    },
  );
});

describe("schema names", () => {
  it("come from a template over the opaque id", async () => {
    const database = await testDatabase();
    const server = createPostgresServer({ ownerUrl: database.ownerUrl, appUrl: database.appUrl });
    const datasource = createSchemaDatasource({
      server,
      migrations: postgresMigrations,
      schemaName: "acme_{id}_v1",
    });
    const id = newTenantId();
    await datasource.provision(id);
    expect(
      await rows(database.superUrl, "select 1 from pg_namespace where nspname = $1", [
        `acme_${id.replaceAll("-", "")}_v1`,
      ]),
    ).toHaveLength(1);
    expect(await datasource.inspect?.()).toEqual([]);
    for (const schema of [
      "tenant",
      "{id}{id}",
      "pg_{id}",
      "T_{id}",
      `${"x".repeat(32)}{id}`,
      'a"{id}',
      "1{id}",
    ]) {
      expect(() => createSchemaDatasource({ server, migrations: [], schemaName: schema })).toThrow(
        expect.objectContaining({ code: "name_invalid" }),
      );
    }
    await expect(datasource.provision("../../etc")).rejects.toMatchObject({ code: "tenant_id_invalid" });
    await server.close();
  });
});

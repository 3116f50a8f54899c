import { describe, expect, it } from "vitest";
import { fixtureMigrations, temporaryFolder, testTenancy } from "../../test/fixture/tenancy";
import { rows } from "../../test/postgres/database";
import { postgresMigrations, testPostgres } from "../../test/postgres/tenancy";
import { isTenancyError } from "../errors";
import { createRowDatasource } from "../postgres/row-datasource";
import { createSchemaDatasource } from "../postgres/schema-datasource";
import { createPostgresServer } from "../postgres/server";
import { createSqliteDatasource } from "../sqlite/datasource";
import { tenantPath } from "../sqlite/files";
import { openDatabase } from "../sqlite/open-database";

/** What the error of a refused write tells, of whichever engine. */
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "written",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

describe("a fenced file", () => {
  it("refuses writes through handles that were open before, and is read, until the fence is taken away", async () => {
    const dir = temporaryFolder();
    const { tenancy } = testTenancy({ dir });
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    const datasource = createSqliteDatasource({ dir, migrations: fixtureMigrations });
    const db = await tenancy.connect("acme");
    const { id: owner } = await db.owner.create({ data: { email: "a@x" } });
    for (let times = 0; times < 2; times++) await datasource.fence(id);
    const writes = [
      () => db.owner.create({ data: { email: "b@x" } }),
      () => db.owner.update({ where: { id: owner }, data: { email: "c@x" } }),
      () => db.owner.delete({ where: { id: owner } }),
      () => db.$executeRaw`DELETE FROM Owner`,
      () => db.$transaction(async (tx) => tx.note.create({ data: { id: "n", text: "t", ownerId: owner } })),
    ];
    for (const write of writes) expect(await refusal(write())).toMatch(/tenant fenced/);
    expect(await db.owner.findMany({ select: { email: true } })).toEqual([{ email: "a@x" }]);
    await datasource.unfence(id);
    await datasource.unfence(id);
    await db.owner.update({ where: { id: owner }, data: { email: "c@x" } });
  });

  it("cannot be had while a writer holds its lock, which is said", async () => {
    const dir = temporaryFolder();
    const { tenancy } = testTenancy({ dir });
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    const writer = openDatabase(tenantPath(dir, id));
    writer.exec("BEGIN IMMEDIATE");
    const datasource = createSqliteDatasource({ dir, migrations: fixtureMigrations });
    const code = await datasource.fence(id).catch((error: unknown) => isTenancyError(error, "tenant_busy"));
    writer.exec("COMMIT");
    writer.close();
    expect(code).toBe(true);
    await datasource.fence(id);
  });
});

describe.each(["schema", "row"] as const)("a fenced place on a server, model %s", (model) => {
  it("refuses its tenant's writes and nobody else's, and is read by who only reads", async () => {
    const { tenancy, database } = await testPostgres(model);
    const server = createPostgresServer(database);
    const settings = { server, migrations: postgresMigrations };
    const [own, other] = [createSchemaDatasource(settings), createRowDatasource(settings)];
    const datasource = model === "schema" ? own : other;
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    await tenancy.tenants.create({ slug: "zenith" });
    const [db, neighbour] = [await tenancy.connect("acme"), await tenancy.connect("zenith")];
    await db.owner.create({ data: { email: "a@x" } });
    await datasource.fence(id);
    await datasource.fence(id);
    expect(await refusal(db.owner.create({ data: { email: "b@x" } }))).toMatch(/tenant fenced/);
    expect(await refusal(db.owner.deleteMany())).toMatch(/tenant fenced/);
    await neighbour.owner.create({ data: { email: "b@x" } });
    await tenancy.tenants.setStatus(id, "read_only");
    expect(await db.owner.count()).toBe(1);
    await tenancy.tenants.setStatus(id, "active");
    await datasource.unfence(id);
    await db.owner.create({ data: { email: "b@x" } });

    // Another place of the same tenant, in the same database, is another place.
    const elsewhere = model === "schema" ? other : own;
    await elsewhere.fence(id);
    await db.owner.create({ data: { email: "c@x" } });
    await datasource.fence(id);
    await tenancy.tenants.delete(id);
    expect(await rows(database.superUrl, "SELECT place FROM acre.fences")).toHaveLength(1);
    await server.close();
  });

  it("ends what another process left open, by that process's name", async () => {
    const { tenancy, database, registry } = await testPostgres(model, { server: { processId: "stopped" } });
    const mine = createPostgresServer({ ...database, processId: "mine" });
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    const db = await tenancy.connect("acme");
    const left = db.$transaction(async (tx) => {
      await tx.owner.create({ data: { email: "a@x" } });
      await mine.cutOff("somebody else");
      await tx.owner.create({ data: { email: "b@x" } });
      await mine.cutOff("stopped");
      await tx.owner.create({ data: { email: "c@x" } });
    });
    expect(await refusal(left)).not.toBe("written");
    expect(await db.owner.count()).toBe(0);
    expect((await registry.findById(id))?.status).toBe("active");
    await mine.close();
  });
});

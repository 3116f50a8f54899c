import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readablePostgres } from "../../test/postgres/readable";
import { judge } from "../../test/postgres/schema-engine.mjs";
import { type PostgresModel, postgresMigrations, testPostgres } from "../../test/postgres/tenancy";

const datamodel = readFileSync(new URL("../../test/postgres/schema.prisma", import.meta.url), "utf8");

async function judged(model: PostgresModel) {
  const { tenancy, database } = await testPostgres(model);
  const { id } = await tenancy.tenants.create({ slug: "acme" });
  const schema = model === "row" ? "acre_rows" : `t_${id.replaceAll("-", "")}`;
  return judge(readablePostgres(database.ownerUrl, schema), datamodel, postgresMigrations);
}

const clean = {
  hasMigrationsTable: true,
  history: null,
  failedMigrationNames: [],
  editedMigrationNames: [],
};

it("finds a tenant's schema up to date, and alike to its datamodel", async () => {
  const { history, difference } = await judged("schema");
  expect(history).toMatchObject(clean);
  expect(difference.trim()).toBe("-- This is an empty migration.");
});

it("finds the shared tables' history up to date", async () => {
  expect((await judged("row")).history).toMatchObject(clean);
});

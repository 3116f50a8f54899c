import { expect, it, onTestFinished } from "vitest";
import { rows, testDatabase } from "../../test/postgres/database";
import { postgresMigrations } from "../../test/postgres/tenancy";
import type { Datasource } from "../datasource";
import { newTenantId } from "../ids";
import { createRowDatasource } from "./row-datasource";
import { createSchemaDatasource } from "./schema-datasource";
import { createPostgresServer } from "./server";

async function ground() {
  const database = await testDatabase();
  const server = createPostgresServer({ ownerUrl: database.ownerUrl, appUrl: database.appUrl });
  onTestFinished(() => server.close());
  return { database, server, id: newTenantId() };
}

async function run(datasource: Datasource, id: string, sql: string): Promise<unknown[][]> {
  const adapter = await datasource.open(id, { readOnly: false });
  try {
    return (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows;
  } finally {
    await adapter.dispose();
  }
}

const addOwner = (email: string) => `INSERT INTO "Owner" (email) VALUES ('${email}') RETURNING id`;

it("removing one place of a tenant's rows leaves the counts of its other place in the same database", async () => {
  const { server, id } = await ground();
  const one = createRowDatasource({ server, migrations: postgresMigrations });
  const two = createRowDatasource({
    server,
    migrations: postgresMigrations,
    schema: "rows_in_parts",
    partitions: 2,
  });
  for (const place of [one, two]) {
    await place.provision(id);
    expect(await run(place, id, addOwner("a"))).toEqual([[1]]);
  }
  await two.destroy(id);
  expect(await two.residue(id)).toEqual([]);
  expect(await run(one, id, addOwner("b"))).toEqual([[2]]);
  await one.destroy(id);
  expect(await one.residue(id)).toEqual([]);
});

it("removing a tenant's schema removes what its SQL left among the counts", async () => {
  const { server, database, id } = await ground();
  const place = createSchemaDatasource({ server, migrations: postgresMigrations });
  await place.provision(id);
  await run(place, id, "SELECT acre.next_number('1 Main Street')::int");
  const counts = () => rows(database.superUrl, "SELECT name FROM acre.counters");
  expect(await counts()).toEqual([["1 Main Street"]]);
  await place.destroy(id);
  expect(await counts()).toEqual([]);
  expect(await place.residue(id)).toEqual([]);
});

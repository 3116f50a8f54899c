import { rmSync } from "node:fs";
import type { OpenedTenancy } from "../../src/testing/index";
import { openTestTenancy } from "../fixture/tenancy";
import { type TestDatabase, testDatabase } from "../postgres/database";
import { openTestPostgres, type PostgresModel } from "../postgres/tenancy";

type Open = (options: { maxOpenTenants?: number }) => Promise<OpenedTenancy>;

async function onFiles(options: { maxOpenTenants?: number }): Promise<OpenedTenancy> {
  const { tenancy, dir } = openTestTenancy(options);
  return {
    tenancy,
    async close() {
      await tenancy.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

// One database for all that a model opens: each tenancy has a registry, and so tenants, of its own.
function onPostgres(model: PostgresModel, partitions?: number): Open {
  let database: Promise<TestDatabase> | undefined;
  return async (options) => {
    database ??= testDatabase();
    const { tenancy } = await openTestPostgres(model, { ...options, partitions, database: await database });
    return { tenancy, close: () => tenancy.close() };
  };
}

/** A way to open the fixture's tenancy on each isolation model. */
export const models: Readonly<Record<string, Open>> = {
  database: onFiles,
  schema: onPostgres("schema"),
  row: onPostgres("row"),
  "row, in partitions": onPostgres("row", 4),
};

import { describe, expect, it } from "vitest";
import type { PostgresModel } from "../../test/postgres/tenancy";
import { runAttacks, runQueries } from "../../test/raw-sql/containment";
import { postgresArena } from "../../test/raw-sql/postgres-arena";
import { postgresAttacks } from "../../test/raw-sql/postgres-attacks";
import { postgresQueries } from "../../test/raw-sql/postgres-queries";

const models: PostgresModel[] = ["schema", "row"];

describe.each(models)("in the %s model", (model) => {
  it(`holds ${postgresAttacks.length} attacks through a tenant's handle`, async () => {
    expect(postgresAttacks.length).toBeGreaterThanOrEqual(60);
    expect(await runAttacks(await postgresArena(model, { guarded: true }), postgresAttacks)).toEqual([]);
  }, 300_000);

  it(`lets ${postgresQueries.length} ordinary raw queries work`, async () => {
    expect(postgresQueries.length).toBeGreaterThanOrEqual(25);
    expect(await runQueries(await postgresArena(model, { guarded: true }), postgresQueries)).toEqual([]);
  });

  it("shows and changes no row and no definition even without the guard", async () => {
    // Without it these wait for ten minutes, or end connections.
    const attacks = postgresAttacks.filter(({ would }) => !/^waits for|^takes the transaction/.test(would));
    const breaches = await runAttacks(await postgresArena(model, { guarded: false }), attacks);
    const definitions = "schema|relation|column|policy|function|trigger|comment|extension";
    const serious = new RegExp(`showed a foreign row|[+-](?:owner|note|tag|history|${definitions}) `);
    expect(breaches.filter((breach) => serious.test(breach))).toEqual([]);
    // The guard has work of its own: names of tenants, a login's settings, what sessions share.
    for (const name of ["pg_namespace", "alter role", "lo_from_bytea", "to_regclass"]) {
      expect(breaches.filter((breach) => breach.startsWith(`${name}, queried`))).not.toEqual([]);
    }
  }, 300_000);
});

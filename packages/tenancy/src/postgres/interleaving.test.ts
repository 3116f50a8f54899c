import pg from "pg";
import { describe, expect, it } from "vitest";
import { rows } from "../../test/postgres/database";
import { interleave } from "../../test/postgres/interleaving/interleave";
import type { Ledger } from "../../test/postgres/interleaving/ledger";
import { type PgDb, type PostgresModel, type TestPostgres, testPostgres } from "../../test/postgres/tenancy";

const full = process.env.ACRE_TEST_FULL !== undefined;
const queries = full ? 50_000 : 2_500;
const seed = Number(process.env.ACRE_TEST_SEED ?? Date.now() % 2 ** 31);

describe("20 tenants over one connection", () => {
  it.each<PostgresModel>(["schema", "row"])(
    "never get each other's results in the %s model, whatever fails",
    { timeout: full ? 1_800_000 : 120_000 },
    async (model) => {
      const test = await testPostgres(model, { server: { maxConnections: 1, waitMs: 60_000 } });
      const handles: Array<[string, PgDb]> = [];
      for (let n = 0; n < 20; n++) {
        await test.tenancy.tenants.create({ slug: `tenant_${n}` });
        handles.push([`tenant_${n}`, await test.tenancy.connect(`tenant_${n}`)]);
      }
      const killer = new pg.Client({ connectionString: test.database.superUrl });
      await killer.connect();
      const begun = performance.now();
      const { tally, ledgers } = await interleave({
        tenants: handles,
        queries,
        seed,
        async killBackends() {
          await killer.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [
            test.database.appName,
          ]);
        },
      }).finally(() => killer.end());
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(
        `${model}: ${tally.queries} queries in ${seconds} s, ${JSON.stringify(tally.failures)}, ${tally.wrong.length} wrong, seed ${seed}`,
      );

      expect(tally.wrong.slice(0, 5), `seed ${seed}`).toEqual([]);
      expect(tally.unexplained.slice(0, 5), `seed ${seed}`).toEqual([]);
      for (const [failure, count] of Object.entries(tally.failures))
        expect(count, failure).toBeGreaterThan(0);
      await expect.poll(() => test.server.gauges()).toMatchObject({ inUse: 0, waiting: 0 });
      expect(test.server.gauges().open).toBeLessThanOrEqual(1);
      await expectOwnRows(test, model, ledgers);
    },
  );
});

/** Looks past the fence: each tenant's rows are its own, and all that was acknowledged is among them. */
async function expectOwnRows({ tenancy, database }: TestPostgres, model: PostgresModel, ledgers: Ledger[]) {
  for (const { id, slug } of await tenancy.tenants.list()) {
    const found =
      model === "row"
        ? await rows(database.superUrl, 'select email from acre_rows."Owner" where tenant_id = $1', [id])
        : await rows(database.superUrl, `select email from t_${id.replaceAll("-", "")}."Owner"`);
    const emails = found.map(([email]) => String(email));
    expect(emails.filter((email) => !email.startsWith(`${slug} `))).toEqual([]);
    const own = ledgers.filter(({ tenant }) => tenant === slug);
    expect(emails).toEqual(expect.arrayContaining(own.flatMap(({ there }) => [...there])));
    expect(
      emails.filter((email) => own.some(({ gone, removed }) => gone.has(email) || removed.has(email))),
    ).toEqual([]);
  }
}

import { expect, it } from "vitest";
import { isTenancyError } from "../src/errors";
import { rows } from "../test/postgres/database";
import { type PostgresModel, testPostgres } from "../test/postgres/tenancy";

const models: PostgresModel[] = ["schema", "row"];

// Set for a leak that is put into a database; nothing is put into it otherwise.
const { ACRE_LEAK_SQL: sql, ACRE_LEAK_PARTITIONS: partitions = "1" } = process.env;

it.each(models)("self-inspection finds nothing in the %s model", async (model) => {
  const { tenancy, database } = await testPostgres(model, { partitions: Number(partitions) });
  const { id } = await tenancy.tenants.create({ slug: "acme" });
  await tenancy.tenants.create({ slug: "other" });
  if (sql !== undefined) {
    const schema = model === "row" ? "acre_rows" : `t_${id.replaceAll("-", "")}`;
    await rows(database.superUrl, sql.replaceAll("{schema}", schema).replaceAll("{app}", database.appName));
  }
  const found = (await tenancy.inspect()).map(({ code }) => `(${code})`);
  if (found.length > 0) expect.fail(`self-inspection finds ${found.join(" ")}; ${await startSays()}`);

  async function startSays(): Promise<string> {
    const refusal = await tenancy.start().then(
      () => null,
      (error: unknown) => error,
    );
    if (refusal === null) return "it warns and serves";
    return isTenancyError(refusal, "tenancy_unsafe") ? "it refuses to serve" : String(refusal);
  }
});

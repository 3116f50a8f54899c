import { expect, it } from "vitest";
import { rows } from "../../test/postgres/database";
import { testPostgres } from "../../test/postgres/tenancy";

const planted = "planted@example.com";

it.each([
  ["whole tables, beside others", 1, 50],
  ["whole tables, alone", 1, 0],
  ["divided tables, beside others", 4, 50],
  ["divided tables, alone", 4, 0],
])("what was erased from %s is not in the server's statistics", async (_, partitions, others) => {
  const { tenancy, database } = await testPostgres("row", { partitions });
  const superUrl = database.superUrl;
  const [[version] = []] = await rows(superUrl, "SELECT current_setting('server_version_num')::int");
  const going = await tenancy.tenants.create({ slug: "going" });
  await tenancy.tenants.create({ slug: "staying" });
  const emails = (count: number, domain: string) =>
    Array.from({ length: count }, (_, n) => ({ email: `${n}${domain}` }));
  await (await tenancy.connect("going")).owner.createMany({ data: emails(50, planted) });
  await (await tenancy.connect("staying")).owner.createMany({ data: emails(others, "@staying.com") });
  await rows(superUrl, "ANALYZE");
  const known = () =>
    rows(
      superUrl,
      "SELECT starelid::regclass::text FROM pg_statistic WHERE starelid::regclass::text LIKE 'acre_rows.%' AND concat(stavalues1::text, stavalues2::text, stavalues3::text) LIKE ANY ($1)",
      [[`%${planted}%`, `%${going.id}%`]],
    );
  expect(await known()).not.toEqual([]);

  await tenancy.tenants.delete(going.id);
  // Before that a server keeps those of a table, or of a part of one, that is empty.
  if (Number(version) >= 180000 || (others > 0 && partitions === 1)) expect(await known()).toEqual([]);
  expect(await (await tenancy.connect("staying")).owner.count()).toBe(others);
});

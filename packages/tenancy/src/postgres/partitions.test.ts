import { afterAll, beforeAll, expect, it } from "vitest";
import { rows } from "../../test/postgres/database";
import { openTestPostgres, type PgDb, type TestPostgres } from "../../test/postgres/tenancy";

let test: TestPostgres;
let db: PgDb;

beforeAll(async () => {
  // Unguarded, because no handle may look at plans.
  test = await openTestPostgres("row", { partitions: 4, unguarded: true });
  for (let n = 0; n < 8; n++) {
    await test.tenancy.tenants.create({ slug: `tenant_${n}` });
    const one = await test.tenancy.connect(`tenant_${n}`);
    const owner = await one.owner.create({ data: { email: `${n}` } });
    await one.note.createMany({
      data: Array.from({ length: 50 }, (_, i) => ({ id: `${i}`, text: `${n}`, ownerId: owner.id })),
    });
  }
  await rows(test.database.superUrl, "analyze");
  db = await test.tenancy.connect("tenant_3");
});
afterAll(() => test.tenancy.close());

it("spread tenants over the parts, where each finds its own rows", async () => {
  const parts = await rows(
    test.database.superUrl,
    `select tableoid::regclass::text, count(distinct tenant_id)::int from acre_rows."Note" group by 1`,
  );
  expect(parts.length).toBeGreaterThan(1);
  expect(await db.note.count({ where: { owner: { email: "3" } } })).toBe(50);
  expect(await db.note.count()).toBe(50);
  await db.owner.deleteMany();
  expect(await db.note.count()).toBe(0);
  expect(await (await test.tenancy.connect("tenant_4")).note.count()).toBe(50);
});

it("are not read but for the one that holds the tenant, and by its index", async () => {
  const other = await test.tenancy.connect("tenant_5");
  const plan = await other.$queryRaw<
    Array<Record<string, string>>
  >`explain (analyze, costs off, timing off, summary off)
    select * from "Note" where "ownerId" = 1 order by id limit 20`;
  const text = plan.map((line) => Object.values(line).join("")).join("\n");
  // All parts stand in the plan, and all but one were never run.
  expect(text.match(/never executed/g)).toHaveLength(3);
  expect(text).toMatch(/Index Cond: .*tenant_id = .*ownerId/);
  expect(text).not.toMatch(/Seq Scan/);
});

it("cannot be reached past the table's policy", async () => {
  await expect(db.$queryRaw`select * from "Note_p0"`).rejects.toThrow(/permission denied/);
});

import { describe, expect, it, onTestFinished } from "vitest";
import { testDatabase } from "../../test/postgres/database";
import { noPgBouncer, startPgBouncer } from "../../test/postgres/pgbouncer";
import { type PgDb, type PostgresModel, type TestPostgres, testPostgres } from "../../test/postgres/tenancy";

if (noPgBouncer !== null) console.warn(noPgBouncer);

async function behind(
  mode: Parameters<typeof startPgBouncer>[1],
  model: PostgresModel,
): Promise<TestPostgres> {
  const database = await testDatabase();
  const bouncer = await startPgBouncer(database.appUrl, mode);
  onTestFinished(() => bouncer.stop());
  return testPostgres(model, { database: { ...database, appUrl: bouncer.url } });
}

const emails = async (db: PgDb) =>
  (await db.owner.findMany({ orderBy: { id: "asc" } })).map(({ email }) => email);

describe.skipIf(noPgBouncer !== null).each<PostgresModel>(["schema", "row"])(
  "behind PgBouncer, the %s model",
  (model) => {
    it("keeps tenants apart in transaction mode, where 20 connections share 3", async () => {
      const { tenancy, server } = await behind("transaction", model);
      const slugs = Array.from({ length: 6 }, (_, n) => `tenant_${n}`);
      const handles: Array<[string, PgDb]> = [];
      for (const slug of slugs) {
        await tenancy.tenants.create({ slug });
        handles.push([slug, await tenancy.connect(slug)]);
      }
      expect(await tenancy.start()).toEqual([]);
      expect(server.pool.keepsStatements).toBe(false);
      await Promise.all(
        handles.flatMap(([slug, db]) =>
          Array.from({ length: 20 }, async (_, n) => {
            if (n % 2 === 0) await db.owner.create({ data: { email: `${slug} ${n}` } });
            else
              await db.$transaction(async (tx) => {
                await tx.owner.create({ data: { email: `${slug} ${n}` } });
                expect(
                  (await tx.$queryRaw<{ email: string }[]>`select email from "Owner"`).every(({ email }) =>
                    email.startsWith(`${slug} `),
                  ),
                ).toBe(true);
              });
            expect((await emails(db)).every((email) => email.startsWith(`${slug} `))).toBe(true);
          }),
        ),
      );
      for (const [, db] of handles) expect(await emails(db)).toHaveLength(20);
    });

    it("rolls back in transaction mode", async () => {
      const { tenancy } = await behind("transaction", model);
      await tenancy.tenants.create({ slug: "acme" });
      const db = await tenancy.connect("acme");
      const failing = db.$transaction(async (tx) => {
        await tx.owner.create({ data: { email: "a" } });
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await emails(db)).toEqual([]);
    });

    it("refuses to start in statement mode, which cannot hold a transaction", async () => {
      const { tenancy } = await behind("statement", model);
      expect(await tenancy.inspect()).toMatchObject([{ code: "pooler_mode", severity: "error" }]);
      await expect(tenancy.start()).rejects.toMatchObject({ code: "tenancy_unsafe" });
    });
  },
);

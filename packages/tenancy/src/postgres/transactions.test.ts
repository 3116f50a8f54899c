import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "../../test/postgres/database";
import {
  openTestPostgres,
  type PgDb,
  type PostgresModel,
  type TestPostgres,
} from "../../test/postgres/tenancy";
import { newTenantId } from "../ids";

const emails = async (db: Pick<PgDb, "owner">) =>
  (await db.owner.findMany({ orderBy: { email: "asc" } })).map(({ email }) => email);

describe.each<PostgresModel>(["schema", "row"])("transactions in the %s model", (model) => {
  let guarded: TestPostgres;
  let unguarded: TestPostgres;

  beforeAll(async () => {
    guarded = await openTestPostgres(model, { server: { maxConnections: 4 } });
    const { database, registry } = guarded;
    unguarded = await openTestPostgres(model, { database, registry, unguarded: true });
  });
  afterAll(async () => {
    await guarded.tenancy.close();
    await unguarded.tenancy.close();
  });

  async function newTenant({ tenancy } = guarded): Promise<PgDb> {
    const id = newTenantId();
    await tenancy.tenants.create({ id, slug: `t_${id.replaceAll("-", "")}` });
    return tenancy.connectById(id);
  }

  it("commit together, and are seen by nobody before", async () => {
    const db = await newTenant();
    await db.$transaction(async (tx) => {
      await tx.owner.create({ data: { email: "a" } });
      expect(await emails(db)).toEqual([]);
      expect(await emails(tx)).toEqual(["a"]);
      await tx.owner.create({ data: { email: "b" } });
    });
    expect(await emails(db)).toEqual(["a", "b"]);
    await db.$transaction([db.owner.deleteMany(), db.owner.create({ data: { email: "c" } })]);
    expect(await emails(db)).toEqual(["c"]);
  });

  it("leave nothing behind when they fail, and give the connection back", async () => {
    const db = await newTenant();
    for (let attempt = 0; attempt < 6; attempt++) {
      const failing = db.$transaction(async (tx) => {
        await tx.owner.create({ data: { email: "a" } });
        throw new Error("changed my mind");
      });
      await expect(failing).rejects.toThrow("changed my mind");
    }
    await db.$transaction(async () => {});
    expect(await emails(db)).toEqual([]);
    expect(guarded.server.gauges()).toMatchObject({ inUse: 0, waiting: 0 });
  });

  it("end when they take too long, and give the connection back", async () => {
    const db = await newTenant();
    const slow = db.$transaction(
      async (tx) => {
        await tx.owner.create({ data: { email: "late" } });
        await tx.$queryRaw`select count(*) from generate_series(1, 300000) a, generate_series(1, 20) b`;
        await tx.owner.create({ data: { email: "later" } });
      },
      { timeout: 50 },
    );
    await expect(slow).rejects.toMatchObject({ code: "P2028" });
    expect(await emails(db)).toEqual([]);
    await expect.poll(() => guarded.server.gauges().inUse).toBe(0);
  });

  it("say so when they were rolled back instead of committed", async () => {
    const db = await newTenant();
    const swallowing = db.$transaction(async (tx) => {
      await tx.owner.create({ data: { email: "a" } });
      await tx.owner.create({ data: { email: "a" } }).catch(() => {});
    });
    await expect(swallowing).rejects.toMatchObject({ code: "transaction_lost" });
    expect(await emails(db)).toEqual([]);
    expect(guarded.server.gauges().inUse).toBe(0);
  });

  it("honour the isolation level", async () => {
    const db = await newTenant();
    const level = await db.$transaction(
      async (tx) => {
        expect(await emails(tx)).toEqual([]);
        await db.owner.create({ data: { email: "meanwhile" } });
        return emails(tx);
      },
      { isolationLevel: "RepeatableRead" },
    );
    expect(level).toEqual([]);
    let arrived = 0;
    let go = () => {};
    const together = new Promise<void>((resolve) => {
      go = resolve;
    });
    const outcomes = await Promise.allSettled(
      [1, 2].map((n) =>
        db.$transaction(
          async (tx) => {
            await tx.owner.count();
            if (++arrived === 2) go();
            await together;
            await tx.owner.create({ data: { email: `serial ${n}` } });
          },
          { isolationLevel: "Serializable" },
        ),
      ),
    );
    // Prisma reports it as P2034 from a statement, and as the adapter's own error from COMMIT.
    const failures = outcomes.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
    expect(failures).toEqual([expect.stringMatching(/TransactionWriteConflict|write conflict/)]);
  });

  it("are lost, and nothing else is, when the server ends their connection", async () => {
    const db = await newTenant();
    const other = await newTenant();
    const killed = db.$transaction(async (tx) => {
      await tx.owner.create({ data: { email: "a" } });
      await rows(
        guarded.database.superUrl,
        "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()",
      );
      await tx.owner.create({ data: { email: "b" } });
    });
    await expect(killed).rejects.toThrow();
    expect(await emails(db)).toEqual([]);
    await Promise.all(Array.from({ length: 8 }, (_, n) => other.owner.create({ data: { email: `${n}` } })));
    expect(await emails(other)).toHaveLength(8);
    expect(await emails(db)).toEqual([]);
    expect(guarded.server.gauges().inUse).toBe(0);
  });

  it("are not a person's to begin or end with raw SQL", async () => {
    const db = await newTenant();
    for (const sql of ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT a", "SET TRANSACTION READ ONLY"]) {
      await expect(db.$executeRawUnsafe(sql)).rejects.toMatchObject({ code: "statement_refused" });
      const inside = db.$transaction(async (tx) => tx.$executeRawUnsafe(sql));
      await expect(inside).rejects.toMatchObject({ code: "statement_refused" });
    }
  });

  it("cannot be left open or ended early even where nothing judges raw SQL", async () => {
    const db = await newTenant(unguarded);
    await expect(db.$executeRawUnsafe("BEGIN")).rejects.toMatchObject({ code: "transaction_left_open" });
    const ended = db.$transaction(async (tx) => {
      await tx.owner.create({ data: { email: "a" } });
      await tx.$executeRawUnsafe("ROLLBACK");
    });
    await expect(ended).rejects.toMatchObject({ code: "transaction_lost" });
    const goingOn = db.$transaction(async (tx) => {
      await tx.$executeRawUnsafe("COMMIT").catch(() => {});
      await tx.owner.create({ data: { email: "b" } });
    });
    await expect(goingOn).rejects.toMatchObject({ code: "transaction_lost" });
    expect(await emails(db)).toEqual([]);
    expect(unguarded.server.gauges().inUse).toBe(0);
  });

  it("write nothing for a tenant that is read-only", async () => {
    const db = await newTenant();
    await db.owner.create({ data: { email: "before" } });
    const tenant = (await guarded.tenancy.tenants.list()).at(-1);
    await guarded.tenancy.tenants.setStatus(tenant?.id ?? "", "read_only");
    expect(await emails(db)).toEqual(["before"]);
    await expect(db.owner.create({ data: { email: "after" } })).rejects.toThrow(/read-only/);
    await expect(db.$transaction((tx) => tx.owner.deleteMany())).rejects.toThrow(/read-only/);
    await expect(db.$transaction([db.owner.deleteMany()])).rejects.toThrow(/read-only/);
    await guarded.tenancy.tenants.setStatus(tenant?.id ?? "", "active");
    await db.owner.create({ data: { email: "after" } });
  });
});

import { createHmac, randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { signContext } from "../../src/postgres/signing-key";
import type { TenantRecord } from "../../src/registry";
import { rows, type TestDatabase } from "./database";
import { openTestPostgres, type PgDb, type PostgresModel, type TestPostgres } from "./tenancy";

const secret = "the victim's secret";

/**
 * With the guard off: what keeps rows apart is the database alone. One connection, so that the attacker's session is
 * the one that the victim comes to next.
 */
export function describeContainment(model: PostgresModel, database?: () => TestDatabase): void {
  let test: TestPostgres;
  let victim: TenantRecord;
  let attacker: TenantRecord;
  let victimDb: PgDb;
  let db: PgDb;
  let table: string;
  let own: string;

  beforeAll(async () => {
    test = await openTestPostgres(model, {
      unguarded: true,
      server: { maxConnections: 1 },
      database: database?.(),
    });
    victim = await test.tenancy.tenants.create({ slug: "victim" });
    attacker = await test.tenancy.tenants.create({ slug: "attacker" });
    victimDb = await test.tenancy.connect("victim");
    db = await test.tenancy.connect("attacker");
    await victimDb.owner.create({ data: { email: secret } });
    await db.owner.create({ data: { email: "mine" } });
    const schemaOf = ({ id }: TenantRecord) =>
      model === "row" ? "acre_rows" : `t_${id.replaceAll("-", "")}`;
    table = `${schemaOf(victim)}."Owner"`;
    own = `${schemaOf(attacker)}."Owner"`;
  }, 60_000);
  afterAll(() => test.tenancy.close());

  async function victimIsWhole(): Promise<void> {
    expect(await victimDb.owner.findMany({ select: { email: true } })).toEqual([{ email: secret }]);
  }

  async function attempt(sql: string): Promise<string> {
    const answer = db.$queryRawUnsafe(sql).then(
      (found) =>
        JSON.stringify(found, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
      (error: unknown) => String(error),
    );
    return answer;
  }

  it("shows no row of a table that is named in full", async () => {
    expect(await attempt(`select email from ${table} where email <> 'mine'`)).toBe("[]");
    expect(await attempt(`select count(*)::int as n from ${table} where email like '%secret%'`)).toBe(
      '[{"n":0}]',
    );
    expect(await attempt(`select * from ${table} t, lateral (select t.*) x where t.email ~ 'secret'`)).toBe(
      "[]",
    );
  });

  it("writes, changes and removes none", async () => {
    for (const sql of [
      `update ${table} set email = 'gone' where email <> 'mine' returning 1`,
      `delete from ${table} where email <> 'mine' returning 1`,
      `with x as (delete from ${table} where email <> 'mine' returning 1) select count(*)::int as n from x where false`,
    ]) {
      await attempt(sql);
    }
    const strange =
      model === "row"
        ? `insert into ${table} (tenant_id, email) values ('${victim.id}', 'planted')`
        : `insert into ${table} (email) values ('planted')`;
    expect(await attempt(strange)).toMatch(/row-level security|tenant context/);
    expect(await attempt(`truncate ${table}`)).toMatch(/permission denied/);
    expect(await attempt(`drop table ${table}`)).toMatch(/must be owner/);
    expect(await attempt(`alter table ${own} disable row level security`)).toMatch(/must be owner/);
    expect(await attempt(`drop policy acre_tenant on ${own}`)).toMatch(/must be owner/);
    expect(await attempt(`create table ${table.replace("Owner", "More")} (id int)`)).toMatch(
      /permission denied/,
    );
    expect(await attempt("create temporary table kept as select 1")).toMatch(/permission denied/);
    await victimIsWhole();
  });

  it("takes no context but one that this database's key signed, for no longer than it is good", async () => {
    const claim = (await signedBy(randomBytes(32))).slice(0, -65);
    const key = await currentKey();
    const forged = [
      victim.id,
      "",
      "x".repeat(120),
      `${claim}.${"0".repeat(64)}`,
      await signedBy(randomBytes(32)),
      // A genuine one, of the attacker's own, with the victim's id put in.
      (await test.server.token(attacker.id)).replace(attacker.id, victim.id),
      signContext(key, victim.id, new Date(Date.now() - 1000)),
      signContext({ ...key, id: key.id + 1 }, victim.id, new Date(Date.now() + 60_000)),
      `${(await test.server.token(victim.id)).slice(0, -1)}g`,
    ];
    for (const token of forged) {
      const sql = `with s as materialized (select set_config('acre.tenant', '${token}', true) as t) select email from s, lateral (select email from ${table} where s.t is not null) x`;
      const answer = await attempt(sql);
      expect(answer).not.toContain(secret);
      // Set first, and asked for afterwards: the same in two statements of one transaction.
      const inside = db.$transaction(async (tx) => {
        await setContext(tx, token);
        return tx.$queryRawUnsafe(`select email from ${table}`);
      });
      await expect(inside).rejects.toThrow(/tenant context|invalid/);
    }
    await victimIsWhole();
  });

  // The other side of the test above: with the right key the same way in works.
  it("would take the genuine one", async () => {
    const token = await test.server.token(victim.id);
    const found = await db.$transaction(async (tx) => {
      await setContext(tx, token);
      return tx.$queryRawUnsafe(`select email from ${table}`);
    });
    expect(found).toEqual([{ email: secret }]);
  });

  it("leaves no setting of the attacker's to the next borrower of the connection", async () => {
    const mine = await test.server.token(attacker.id);
    for (const sql of [
      `select set_config('acre.tenant', '${mine}', false)`,
      `set acre.tenant = '${mine}'`,
      `select set_config('search_path', '${own.split(".")[0]}', false)`,
      "set search_path = public",
      "select set_config('TimeZone', 'Asia/Tokyo', false)",
      "set role none",
      "begin",
      `begin; select 1`,
    ]) {
      await attempt(sql);
      await victimIsWhole();
      await victimDb.owner.create({ data: { email: "later" } });
      expect(await victimDb.$queryRaw`select email from "Owner" order by 1`).toEqual([
        { email: "later" },
        { email: secret },
      ]);
      await victimDb.owner.delete({ where: { email: "later" } });
      expect(await db.owner.count()).toBe(1);
    }
  });

  it("leaves nothing of a tenant on a connection that was given back", async () => {
    await victimDb.owner.count();
    await victimDb.$transaction((tx) => tx.owner.count());
    await victimDb.$queryRaw`select * from "Nowhere"`.catch(() => {});
    const { client, release } = await test.server.pool.lend("");
    const { rows: found } = await client.query(
      "select current_setting('acre.tenant', true) as tenant, current_setting('search_path') as path",
    );
    release(false);
    expect(found).toEqual([{ tenant: expect.toBeOneOf(["", null]), path: '"$user", public' }]);
  });

  it("does not run the victim's queries with what the attacker prepared under their names", async () => {
    const query = () => victimDb.$queryRaw`select email from "Owner" where id > 0`;
    for (let n = 0; n < 4; n++) await query();
    const names = await db.$queryRaw<{ name: string }[]>`select name from pg_prepared_statements`;
    expect(names.length).toBeGreaterThan(0);
    const hijacks = names.map(
      ({ name }) =>
        `deallocate "${name}"; execute 'prepare "${name}" as select set_config(''acre.loot'', (select string_agg(email, '','') from ${table}), false) as email'`,
    );
    await attempt(
      `do $$ begin ${hijacks.map((one) => `execute '${one.split(";")[0]}'; ${one.slice(one.indexOf(";") + 1)};`).join(" ")} end $$`,
    );
    await attempt(
      `do $$ begin ${hijacks.map((one) => `execute '${one.split(";")[0]}'; ${one.slice(one.indexOf(";") + 1)};`).join(" ")} raise 'undone'; end $$`,
    );
    for (const { name } of names) {
      await attempt(`deallocate "${name}"`);
      await attempt(
        `prepare "${name}" as select set_config('acre.loot', (select string_agg(email, ',') from ${table}), false) as email`,
      );
    }
    expect(await query()).toEqual([{ email: secret }]);
    expect(await attempt("select current_setting('acre.loot', true) as loot")).not.toContain(secret);
    expect(await query()).toEqual([{ email: secret }]);
  });

  it("runs no SQL given as text, nor any function, beyond the tenant", async () => {
    for (const sql of [
      `select query_to_xml('select * from ${table}', true, false, '')::text as x`,
      `select table_to_xml('${table}'::regclass, true, false, '')::text as x`,
      `do $$ begin perform set_config('acre.loot', (select string_agg(email, ',') from ${table}), false); end $$`,
      "select current_setting('acre.loot', true) as x",
      `copy ${table} to stdout`,
      `explain analyze select * from ${table} where email like '%secret%'`,
      "select encode(inner_block, 'hex') as x from acre.signing_keys",
      "select acre.next_number('x')::int as x, * from acre.counters",
      "select tenant_id::text as x from acre.row_tenants",
      "set session authorization postgres",
      "alter role current_user superuser",
      `grant select on ${table} to public`,
    ]) {
      const answer = await attempt(sql);
      expect(answer.replaceAll(sql, ""), sql).not.toContain(secret);
      // A plan quotes the policy, for a table whose name the attacker had to know already.
      if (!sql.startsWith("explain")) expect(answer, sql).not.toContain(victim.id);
    }
    await victimIsWhole();
  });

  it("leaves a stolen login with no row at all", async () => {
    const client = new pg.Client({ connectionString: test.database.appUrl });
    await client.connect();
    try {
      await expect(client.query(`select * from ${table}`)).rejects.toThrow(/tenant context missing/);
      await expect(client.query(`set acre.tenant = '${victim.id}'; select * from ${table}`)).rejects.toThrow(
        /tenant context/,
      );
      await expect(client.query("select * from acre.signing_keys")).rejects.toThrow(/permission denied/);
      await expect(
        client.query("select pg_get_functiondef('acre.current_tenant'::regproc)"),
      ).resolves.toBeDefined();
    } finally {
      await client.end();
    }
  });

  it("holds the owner's login too, unless it lifts the fence", async () => {
    await expect(rows(test.database.ownerUrl, `select * from ${table}`)).rejects.toThrow(
      /tenant context missing/,
    );
  });

  it("refuses contexts signed before a new key, at once or after a while", async () => {
    const before = await test.server.token(attacker.id);
    const ask = async (token: string) => {
      const client = new pg.Client({ connectionString: test.database.appUrl });
      await client.connect();
      try {
        await client.query("select set_config('acre.tenant', $1, false)", [token]);
        return (await client.query("select acre.current_tenant() as id")).rows[0].id;
      } finally {
        await client.end();
      }
    };
    await test.server.rotateKey(60);
    expect(await ask(before)).toBe(attacker.id);
    expect(await db.owner.count()).toBe(1);
    expect(await ask(await test.server.token(attacker.id))).toBe(attacker.id);
    // As another process does it, whose new key this one has not heard of.
    const { server: elsewhere } = await openTestPostgres(model, { database: test.database });
    await elsewhere.rotateKey(0);
    await elsewhere.close();
    await expect(ask(before)).rejects.toThrow(/not signed/);
    // The forged contexts of other tests made this process wait a moment before it asks for the key again.
    await vi.waitFor(async () => expect(await db.owner.count()).toBe(1), { timeout: 10_000, interval: 100 });
    await victimIsWhole();
  });

  // In both ways that there are: the second reaches the workers of a cluster too.
  async function setContext(tx: Pick<PgDb, "$queryRawUnsafe" | "$executeRawUnsafe">, token: string) {
    await tx.$queryRawUnsafe(`select set_config('acre.tenant', '${token}', true)`);
    await tx.$executeRawUnsafe(`set local acre.tenant to '${token}'`);
  }

  async function currentKey(): Promise<{ id: number; secret: Buffer }> {
    const [row] = await rows(
      test.database.superUrl,
      "select id, inner_block from acre.signing_keys order by id desc limit 1",
    );
    const [id, inner] = row ?? [];
    if (!Buffer.isBuffer(inner)) throw new Error("no key");
    return { id: Number(id), secret: Buffer.from(inner.subarray(0, 32).map((byte) => byte ^ 0x36)) };
  }

  async function signedBy(other: Buffer): Promise<string> {
    const { id } = await currentKey();
    const expiry = String(Math.floor(Date.now() / 1000) + 3600).padStart(10, "0");
    const claim = `${victim.id}.${expiry}.${id}`;
    return `${claim}.${createHmac("sha256", other).update(claim).digest("hex")}`;
  }
}

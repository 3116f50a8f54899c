import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleOf, dump, openPlaces, stream } from "../../test/bundle/places";
import { seed } from "../../test/bundle/seed";
import { fixtureProbe } from "../../test/conformance/probe";
import { fill, logOf, type Name, newGround, openStage, removeGround, say } from "../../test/lifecycle/stage";
import {
  type ClusterDatabase,
  citusDatabase,
  noCitus,
  startCitus,
  type TestCluster,
} from "../../test/postgres/citus";
import { describeContainment } from "../../test/postgres/containment";
import { rows } from "../../test/postgres/database";
import { openTestPostgres, postgresMigrations } from "../../test/postgres/tenancy";
import { importBundle } from "../bundle/index";
import { newTenantId } from "../ids";
import { type Migration, migration } from "../migrations/migration";
import { describeIsolation } from "../testing/index";
import { createSchemaDatasource } from "./schema-datasource";
import { createPostgresServer } from "./server";

if (noCitus !== null) console.warn(noCitus);

const schemaOf = (id: string) => `t_${id.replaceAll("-", "")}`;

describe.skipIf(noCitus !== null)("on a Citus cluster", () => {
  let cluster: TestCluster;
  let database: ClusterDatabase;

  beforeAll(async () => {
    cluster = await startCitus();
    database = await citusDatabase(cluster);
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  /** On which worker a tenant's rows are, and how its table is called there. */
  async function shardOf(id: string, table: string): Promise<{ url: string; name: string }> {
    const [row] = await rows(
      database.superUrl,
      "SELECT shard_name, nodeport FROM citus_shards WHERE table_name = $1::regclass",
      [`${schemaOf(id)}."${table}"`],
    );
    const [name, port] = row ?? [];
    const url = database.nodes.find((node) => new URL(node).port === String(port));
    if (url === undefined) throw new Error(`No node has ${table} of ${id}.`);
    return { url, name: String(name) };
  }

  it("spreads tenants over the workers, each whole and fenced where its rows are", async () => {
    const { tenancy } = await openTestPostgres("schema", { database });
    const nodes = new Map<string, number>();
    for (let n = 0; n < 4; n++) {
      const { id } = await tenancy.tenants.create({ slug: `spread_${n}` });
      const shards = await Promise.all(["Owner", "Note", "Tag"].map((table) => shardOf(id, table)));
      const [{ url } = { url: "" }] = shards;
      expect(shards.every((shard) => shard.url === url)).toBe(true);
      nodes.set(url, (nodes.get(url) ?? 0) + 1);
      for (const { name } of shards) {
        expect(
          await rows(
            withShards(url),
            `SELECT relrowsecurity, relforcerowsecurity, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
               FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid WHERE pg_class.oid = $1::regclass`,
            [name],
          ),
        ).toEqual([
          [true, true, `(acre.current_tenant() = '${id}'::uuid)`, `(acre.current_tenant() = '${id}'::uuid)`],
        ]);
      }
    }
    expect([...nodes.values()]).toEqual([2, 2]);
    expect(nodes.has(database.superUrl)).toBe(false);
    // The extension's own views list the schemas there are.
    expect((await tenancy.start()).filter(({ severity }) => severity !== "warning")).toEqual([]);
    await tenancy.close();
  });

  describeIsolation("schema, on Citus", {
    runner: { describe, it, beforeAll, afterAll },
    open: async (options) => {
      const { tenancy } = await openTestPostgres("schema", { ...options, database });
      return { tenancy, close: () => tenancy.close() };
    },
    probe: fixtureProbe,
  });

  describe("without a guard", () => {
    describeContainment("schema", () => database);

    it("holds whoever takes the stolen login to a worker, or has the coordinator send SQL there", async () => {
      const { tenancy, server } = await openTestPostgres("schema", { database, unguarded: true });
      const victim = await tenancy.tenants.create({ slug: "victim" });
      const attacker = await tenancy.tenants.create({ slug: "attacker" });
      await (await tenancy.connect("victim")).owner.create({ data: { email: "secret" } });
      const shard = await shardOf(victim.id, "Owner");
      const worker = new URL(database.appUrl);
      worker.port = new URL(shard.url).port;
      const client = new pg.Client({ connectionString: worker.href });
      await client.connect();
      for (const table of [shard.name, `${schemaOf(victim.id)}."Owner"`]) {
        await client.query("reset acre.tenant");
        await expect(client.query(`select * from ${table}`)).rejects.toThrow(/tenant context missing/);
        await client.query("select set_config('acre.tenant', $1, false)", [await server.token(attacker.id)]);
        // With a context of its own it finds nothing, or the worker that it asks on the way has none.
        expect(
          await client.query(`select * from ${table}`).then(
            ({ rows }) => rows,
            (error: unknown) => String(error),
          ),
        ).toEqual(expect.toSatisfy((found) => found.length === 0 || /tenant context missing/.test(found)));
      }
      await client.end();
      const db = await tenancy.connect("attacker");
      const sent = db.$queryRawUnsafe(
        `select result from run_command_on_workers('select string_agg(email, '','') from ${shard.name}')`,
      );
      expect(JSON.stringify(await sent.catch(String))).not.toContain("secret");
      await tenancy.close();
    });
  });

  it("tells of a fence that is missing on a worker alone", async () => {
    const { tenancy } = await openTestPostgres("schema", { database });
    const { id } = await tenancy.tenants.create({ slug: "torn" });
    const { url, name } = await shardOf(id, "Note");
    const errors = async () => (await tenancy.inspect()).filter(({ severity }) => severity === "error");
    expect(await errors()).toEqual([]);
    const change = (action: string) => rows(url, `ALTER TABLE ${name} ${action} ROW LEVEL SECURITY`);
    await change("NO FORCE");
    expect(await errors()).toMatchObject([
      { code: "rls_not_forced", object: `${quoted(name)} on 127.0.0.1:${new URL(url).port}` },
    ]);
    await expect(tenancy.start()).rejects.toMatchObject({ code: "tenancy_unsafe" });
    await change("FORCE");
    await tenancy.tenants.delete(id);
    await tenancy.close();
  });

  it("migrates tenants, rows and all, and undoes what fails halfway", async () => {
    const first = await openTestPostgres("schema", { database });
    const { id } = await first.tenancy.tenants.create({ slug: "older" });
    await (await first.tenancy.connect("older")).owner.create({ data: { email: "a" } });
    const more = migration(
      "20260101000000_more",
      `ALTER TABLE "Owner" ADD COLUMN "note" TEXT;
       UPDATE "Owner" SET "note" = upper("email");
       CREATE INDEX "Owner_note_idx" ON "Owner"("note");
       CREATE TABLE "Extra" ("id" SERIAL NOT NULL, "said" TEXT NOT NULL, CONSTRAINT "Extra_pkey" PRIMARY KEY ("id"));
       INSERT INTO "Extra" ("said") VALUES ('one'), ('two');`,
    );
    const broken = migration(
      "20260102000000_broken",
      'CREATE TABLE "Half" ("id" TEXT NOT NULL, CONSTRAINT "Half_pkey" PRIMARY KEY ("id")); ALTER TABLE "Nowhere" ADD COLUMN "x" TEXT;',
    );
    const places = (...added: Migration[]) =>
      createSchemaDatasource({
        server: first.server,
        migrations: [...postgresMigrations, ...added],
      });
    await expect(places(more, broken).migrate(id)).rejects.toMatchObject({ code: "migration_failed" });
    const later = places(more);
    expect(await later.migrate(id)).toEqual({ applied: [more.name] });
    expect(await later.migrate(id)).toEqual({ applied: [] });
    const adapter = await later.open(id, { readOnly: false });
    const ask = async (sql: string) => (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows;
    expect(await ask('SELECT email, note FROM "Owner"')).toEqual([["a", "A"]]);
    await ask(`INSERT INTO "Extra" ("said") VALUES ('three')`);
    expect(await ask('SELECT id, said FROM "Extra" ORDER BY id')).toEqual([
      [1, "one"],
      [2, "two"],
      [3, "three"],
    ]);
    const found = (await later.inspect?.()) ?? [];
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
    await first.tenancy.close();
  });

  it("copies every kind of value in and out", async () => {
    const places = await openPlaces(undefined, database);
    const file = newTenantId();
    await seed(places.database, places.dir, file);
    const expected = await dump(places.database, file);
    const id = newTenantId();
    await importBundle(stream(await bundleOf(places.database, file)), places.schema, id);
    expect(await dump(places.schema, id)).toEqual(expected);
    const back = newTenantId();
    await importBundle(stream(await bundleOf(places.schema, id)), places.database, back);
    expect(await dump(places.database, back)).toEqual(expected);
    await places.schema.destroy(id);
    expect(await places.schema.residue(id)).toEqual([]);
    await places.close();
  });

  it("takes tenants that move in, from cluster to cluster, and out", async () => {
    const ground = await newGround([database, await citusDatabase(cluster)]);
    const stage = openStage(ground);
    const { tenants } = stage.tenancy;
    const { id } = await tenants.create({ slug: "mover", datasource: "files", prepare: fill });
    const before = await dump(stage.datasources.files, id);
    let from: Name = "files";
    for (const to of ["schemas", "rows", "schemas", "schemas2", "files"] as const) {
      expect(await tenants.move(id, { to })).toMatchObject({ from, to, rows: 6 });
      expect(await dump(stage.datasources[to], id)).toEqual(before);
      expect(await tenants.confirmMove(id)).toEqual([from]);
      expect(await stage.datasources[from].residue(id)).toEqual([]);
      from = to;
    }
    const db = await stage.tenancy.connectById(id);
    await say(db, "moved");
    expect(await logOf(db)).toEqual(["one", "two", "moved"]);
    await stage.close();
    removeGround(ground);
  });

  it("refuses, by name, a cluster that cannot hold the fence", async () => {
    const refusal = async (urls: { ownerUrl: string; appUrl: string }) => {
      const server = createPostgresServer(urls);
      await expect(server.ready()).rejects.toMatchObject({ code: "cluster_unready" });
      await expect(server.ready()).rejects.toThrow(/coordinator/);
      await server.close();
    };
    await refusal(await citusDatabase(cluster, { coordinator: false }));
    const { name, ownerUrl, appUrl } = await citusDatabase(cluster);
    const [coordinator = ""] = cluster.urls;
    await rows(coordinator, `CREATE ROLE ${name}_stranger LOGIN`);
    await rows(coordinator, `ALTER DATABASE ${name} OWNER TO ${name}_stranger`);
    const stranger = new URL(ownerUrl);
    stranger.username = `${name}_stranger`;
    await refusal({ ownerUrl: stranger.href, appUrl });
  });
});

/** Citus leaves the tables of a worker that hold rows out of the catalogs unless it is told not to. */
function withShards(url: string): string {
  return `${url}?options=${encodeURIComponent("-c citus.show_shards_for_app_name_prefixes=*")}`;
}

function quoted(name: string): string {
  return name.replace(/^(\w+)\./, '"$1".');
}

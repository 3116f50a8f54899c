import { describe, expect, it, onTestFinished } from "vitest";
import { fixtureMigrations, temporaryFolder } from "../test/fixture/tenancy";
import { PrismaClient } from "../test/generated/client";
import { testDatabase } from "../test/postgres/database";
import { PrismaClient as PostgresClient } from "../test/postgres/generated/client";
import { postgresMigrations } from "../test/postgres/tenancy";
import type { Datasource } from "./datasource";
import { leastTenants, type PlacementPolicy } from "./placement";
import { createRowDatasource } from "./postgres/row-datasource";
import { createSchemaDatasource } from "./postgres/schema-datasource";
import { createPostgresServer } from "./postgres/server";
import { createSqliteDatasource } from "./sqlite/datasource";
import { createTenancy } from "./tenancy";
import { createMemoryRegistry } from "./testing/memory-registry";

/** What both engines' clients can do. */
interface Owners {
  owner: {
    create(args: { data: { email: string } }): Promise<unknown>;
    findMany(): Promise<{ email: string }[]>;
  };
  $disconnect(): Promise<void>;
}

interface Asked {
  place: string;
  id: string;
}

/** The same datasource, which notes down whom it was asked about. */
function noted(place: string, datasource: Datasource, asked: Asked[]): Datasource {
  return new Proxy(datasource, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        if (typeof args[0] === "string" && args[0].includes("-") && name !== "pending" && name !== "isBehind")
          asked.push({ place, id: args[0] });
        return Reflect.apply(member, target, args);
      };
    },
  });
}

/** Two PostgreSQL databases and a folder of files, as three places. */
async function threePlaces(newTenants: PlacementPolicy, registry = createMemoryRegistry()) {
  const asked: Asked[] = [];
  const [east, west] = [await testDatabase(), await testDatabase()].map((database) => ({
    ...database,
    server: createPostgresServer({ ownerUrl: database.ownerUrl, appUrl: database.appUrl }),
  }));
  if (east === undefined || west === undefined) throw new Error("no databases");
  const migrations = postgresMigrations;
  const datasources = {
    east: createSchemaDatasource({ server: east.server, migrations }),
    west: createRowDatasource({ server: west.server, migrations }),
    files: createSqliteDatasource({ dir: temporaryFolder(), migrations: fixtureMigrations }),
  };
  const tenancy = createTenancy<Owners>({
    registry,
    datasources: {
      east: noted("east", datasources.east, asked),
      west: noted("west", datasources.west, asked),
      files: noted("files", datasources.files, asked),
    },
    newTenants,
    createClient: (adapter, model) =>
      model === "database" ? new PrismaClient({ adapter }) : new PostgresClient({ adapter }),
    closeClient: (client) => client.$disconnect(),
  });
  onTestFinished(() => tenancy.close());
  return { tenancy, asked, registry, east, west };
}

describe("several servers", () => {
  it("get each tenant where the policy says, keep it there, and are asked about no other", async () => {
    const { tenancy, asked, registry } = await threePlaces(leastTenants(["east", "west", "files"]));
    const placed = new Map<string, string>();
    for (let n = 0; n < 9; n++) {
      const tenant = await tenancy.tenants.create({ slug: `tenant_${n}` });
      placed.set(tenant.id, tenant.datasource);
    }
    expect([...placed.values()]).toEqual([..."123"].flatMap(() => ["east", "west", "files"]));
    for (const id of placed.keys())
      await (await tenancy.connectById(id)).owner.create({ data: { email: id } });
    await tenancy.closeAll();
    for (const id of placed.keys())
      expect((await (await tenancy.connectById(id)).owner.findMany()).map(({ email }) => email)).toEqual([
        id,
      ]);
    expect(new Set(asked.map(({ id }) => id))).toEqual(new Set(placed.keys()));
    for (const { place, id } of asked) expect(placed.get(id), place).toBe(place);
    for (const record of await registry.list()) expect(record.datasource).toBe(placed.get(record.id));
  });

  it("are not connected to for tenants of another, and each has gauges of its own", async () => {
    const { tenancy, west } = await threePlaces(() => "east");
    await tenancy.tenants.create({ slug: "acme" });
    await (await tenancy.connect("acme")).owner.findMany();
    expect(tenancy.gauges().servers).toMatchObject([
      { datasources: ["east"], open: 1 },
      { datasources: ["west"], open: 0 },
    ]);
    expect(west.server.gauges().open).toBe(0);
  });

  it("fill up by how many tenants they have, wherever those came from", async () => {
    const registry = createMemoryRegistry();
    const { tenancy } = await threePlaces(leastTenants(["east", "files"]), registry);
    const first = await tenancy.tenants.create({ slug: "first" });
    const second = await tenancy.tenants.create({ slug: "second" });
    const third = await tenancy.tenants.create({ slug: "third" });
    expect([first, second, third].map(({ datasource }) => datasource)).toEqual(["east", "files", "east"]);
    await tenancy.tenants.delete(first.id);
    await tenancy.tenants.delete(third.id);
    expect(await tenancy.placeNewTenant()).toEqual({ datasource: "east", isolation: "schema" });
    await tenancy.tenants.setStatus(second.id, "suspended");
    expect((await tenancy.tenants.create({ slug: "fourth" })).datasource).toBe("east");
  });

  it("are refused when the policy names none of them, and nothing is recorded", async () => {
    const { tenancy } = await threePlaces(() => "north");
    await expect(tenancy.tenants.create({ slug: "acme" })).rejects.toMatchObject({
      code: "datasource_unknown",
    });
    expect(await tenancy.tenants.list()).toEqual([]);
    expect(() => leastTenants([])).toThrow(RangeError);
  });
});

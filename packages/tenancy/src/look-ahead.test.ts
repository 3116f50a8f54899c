import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { fixtureMigrations } from "../test/fixture/tenancy";
import { PrismaClient } from "../test/generated/client";
import { cuttable } from "./coordination/cuttable.fixture";
import { createMemoryLedger } from "./coordination/memory-ledger";
import { createEngine } from "./engine";
import type { PlaceKeys } from "./keys/tenant-keys";
import type { Ahead } from "./look-ahead";
import { createSqliteDatasource } from "./sqlite/datasource";
import { surveyTenant } from "./survey";
import { createTenants } from "./tenants";
import { createMemoryKeys } from "./testing/memory-keys";
import { createMemoryRegistry } from "./testing/memory-registry";

const times = { leaseMs: 600, heartbeatMs: 20, pollMs: 10, drainTimeoutMs: 3_000 };
const sql = 'SELECT count(*) AS owners FROM "Owner"';
const question = { sql: { sqlite: sql, postgresql: sql }, dates: [] };

/** What tenancies of several processes have in common, here all in one process. */
function installation() {
  const dir = mkdtempSync(join(tmpdir(), "tenancy-test-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const places = new Map<string, PlaceKeys>();
  return {
    dir,
    places,
    keys: createMemoryKeys(places),
    registry: createMemoryRegistry(),
    ledger: createMemoryLedger(),
  };
}

type Installation = ReturnType<typeof installation>;

/** One of the processes. */
function member({ dir, registry, keys, ledger }: Installation, processId: string) {
  const at = (folder: string) =>
    createSqliteDatasource({ dir: join(dir, folder), migrations: fixtureMigrations, keys });
  const engine = createEngine<PrismaClient>({
    registry,
    // The second says that it keeps rows on a server, and is never reached.
    datasources: { local: at("local"), served: { ...at("served"), model: "row", dialect: "postgresql" } },
    newTenants: { datasource: "local" },
    createClient: (adapter) => new PrismaClient({ adapter }),
    closeClient: (client) => client.$disconnect(),
    coordination: { ledger, kind: "test", processId, ...times },
  });
  onTestFinished(async () => {
    await engine.pool.end();
    await engine.coordination.leave();
    for (const client of engine.clients()) await client.$disconnect();
  });
  return {
    engine,
    tenants: createTenants(engine),
    owners: async (id: string, ahead?: Ahead) =>
      Number((await surveyTenant(engine, id, question, ahead)).row.owners),
  };
}

async function pair(counting: Installation = installation()) {
  const [one, other] = [member(counting, "one"), member(counting, "other")];
  const tenant = await one.tenants.create({ slug: "acme" });
  return { ...counting, one, other, tenant };
}

/** The same object, which notes every call of a method. */
function noting<T extends object>(object: T, asked: string[]): T {
  return new Proxy(object, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== "function") return method;
      return (...args: unknown[]) => {
        asked.push(String(name));
        return method.apply(target, args);
      };
    },
  });
}

it("tenants that were looked up together are opened without asking again, and closed again", async () => {
  const shared = installation();
  const asked: string[] = [];
  const [registry, keys] = [noting(shared.registry, asked), noting(shared.keys, asked)];
  const { one, tenant } = await pair({ ...shared, registry, keys });
  const second = await one.tenants.create({ slug: "zenith" });
  await one.engine.pool.closeAll();
  const ahead = await one.engine.lookAhead([tenant.id, second.id]);
  asked.length = 0;
  for (const { id } of [tenant, second]) expect(await one.owners(id, ahead)).toBe(0);
  expect(asked).toEqual([]);
  expect(one.engine.pool.openTenants()).toEqual([]);
});

it("one that was closed by this process or another meanwhile is refused", async () => {
  const { one, other, tenant } = await pair();
  for (const closing of [one, other]) {
    const ahead = await one.engine.lookAhead([tenant.id]);
    expect(await one.owners(tenant.id, ahead)).toBe(0);
    await closing.tenants.setStatus(tenant.id, "suspended");
    await expect(one.owners(tenant.id, ahead)).rejects.toMatchObject({ code: "tenant_suspended" });
    await closing.tenants.setStatus(tenant.id, "active");
  }
});

it("one that somebody has alone at the time is not opened", async () => {
  const { one, other, tenant } = await pair();
  await other.engine.alone(tenant.id, { kind: "restore" }, async () => {
    const ahead = await one.engine.lookAhead([tenant.id]);
    await expect(one.owners(tenant.id, ahead)).rejects.toMatchObject({ code: "tenant_busy" });
    return {};
  });
});

it("one that moved meanwhile is asked where it is now", async () => {
  const { one, other, tenant, keys, dir, registry } = await pair();
  const ahead = await one.engine.lookAhead([tenant.id]);
  const folder = join(dir, "elsewhere");
  const elsewhere = createSqliteDatasource({ dir: folder, migrations: fixtureMigrations, keys });
  await other.engine.alone(tenant.id, { kind: "move" }, async () => {
    await elsewhere.provision(tenant.id);
    await registry.update(tenant.id, { datasource: "elsewhere" });
    return {};
  });
  await expect(one.owners(tenant.id, ahead)).rejects.toMatchObject({
    code: "datasource_unknown",
    message: /"elsewhere"/,
  });
});

it("one that is open is asked where it is, and not over a connection to where it was", async () => {
  const { one, tenant, registry } = await pair();
  expect(await one.engine.client(tenant).owner.count()).toBe(0);
  expect(await one.owners(tenant.id)).toBe(0);
  // As another process says at the end of a move, before this one was told to let go.
  await registry.update(tenant.id, { datasource: "served", isolation: "row" });
  await expect(one.owners(tenant.id)).rejects.toMatchObject({ code: "tenant_moving" });
});

it("one whose key was changed meanwhile opens with the new one", async () => {
  const { one, other, tenant } = await pair();
  const ahead = await one.engine.lookAhead([tenant.id]);
  await other.tenants.rotateKey(tenant.id);
  expect(await one.owners(tenant.id, ahead)).toBe(0);
});

it("nothing that was looked up holds beyond the lease", async () => {
  const shared = installation();
  const { one, tenant } = await pair(shared);
  const { state, way } = cuttable(shared.ledger);
  const cutOff = member({ ...shared, ledger: way }, "cut off");
  const ahead = await cutOff.engine.lookAhead([tenant.id]);
  state.cut = true;
  // Takes as long as the lease of the process that does not answer, and a little more.
  await one.tenants.setStatus(tenant.id, "suspended");
  await expect(cutOff.owners(tenant.id, ahead)).rejects.toMatchObject({ code: "lease_lost" });
  state.cut = false;
  const refusal = () => cutOff.owners(tenant.id, ahead).then(String, ({ code }: { code: unknown }) => code);
  await expect.poll(refusal, { timeout: 10_000 }).toBe("tenant_suspended");
});

it("a key that cannot be read keeps only its own tenant from being opened, as a tenant that is not there does", async () => {
  const shared = installation();
  const { one, tenant } = await pair(shared);
  const damaged = await one.tenants.create({ slug: "damaged" });
  await one.engine.pool.closeAll();
  shared.places.delete(damaged.id);
  const nobody = damaged.id.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const ahead = await one.engine.lookAhead([damaged.id, nobody, tenant.id]);
  await expect(one.owners(damaged.id, ahead)).rejects.toMatchObject({ code: "key_missing" });
  await expect(one.owners(nobody, ahead)).rejects.toMatchObject({ code: "tenant_not_found" });
  expect(await one.owners(tenant.id, ahead)).toBe(0);
});

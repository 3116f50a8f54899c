import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { fixtureMigrations } from "../../test/fixture/tenancy";
import { PrismaClient } from "../../test/generated/client";
import { createEngine } from "../engine";
import { isTenancyError } from "../errors";
import type { TenantRecord } from "../registry";
import { createSqliteDatasource } from "../sqlite/datasource";
import { createTenants } from "../tenants";
import { createMemoryRegistry } from "../testing/memory-registry";
import { cuttable } from "./cuttable.fixture";
import type { Ledger } from "./ledger";
import { createMemoryLedger } from "./memory-ledger";

const times = { leaseMs: 600, heartbeatMs: 20, pollMs: 10, drainTimeoutMs: 3_000 };

/** What tenancies of several processes have in common, here all in one process. */
function installation() {
  const dir = mkdtempSync(join(tmpdir(), "tenancy-test-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return { dir, registry: createMemoryRegistry(), ledger: createMemoryLedger() };
}

type Installation = ReturnType<typeof installation>;

/** One of the processes. `ledger` may be a way to the installation's that can be cut. */
function member(
  { dir, registry, ledger }: Installation,
  processId: string,
  { way = ledger, pollMs = times.pollMs }: { way?: Ledger; pollMs?: number } = {},
) {
  const engine = createEngine<PrismaClient>({
    registry,
    datasources: { local: createSqliteDatasource({ dir, migrations: fixtureMigrations }) },
    createClient: (adapter) => new PrismaClient({ adapter }),
    closeClient: (client) => client.$disconnect(),
    coordination: { ledger: way, kind: "test", processId, ...times, pollMs },
  });
  onTestFinished(async () => {
    await engine.pool.end();
    await engine.coordination.leave();
    for (const client of engine.clients()) await client.$disconnect();
  });
  return { engine, tenants: createTenants(engine) };
}

type Member = ReturnType<typeof member>;

async function pair() {
  const shared = installation();
  const [one, other] = [member(shared, "one"), member(shared, "other")];
  const tenant = await one.tenants.create({ slug: "acme" });
  return { ...shared, one, other, tenant };
}

/** A handle, and a query that went through it, so that the connection is open. */
async function held({ engine }: Member, tenant: TenantRecord): Promise<PrismaClient> {
  const db = engine.client(tenant);
  await db.owner.count();
  return db;
}

const emails = async (db: PrismaClient) => (await db.owner.findMany()).map(({ email }) => email).sort();

/** The code of what `act` throws; `none` when it throws nothing. */
function codeOf(act: () => unknown): unknown {
  try {
    act();
    return "none";
  } catch (error) {
    return isTenancyError(error) ? error.code : error;
  }
}

/** A promise, and its end. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

describe("a process that looks every few seconds whether it is to let go of a tenant", () => {
  it("looks soon for the next one, once it was to let go of one", async () => {
    const shared = installation();
    const one = member(shared, "one");
    const other = member(shared, "other", { pollMs: 2_500 });
    const tenants = await Promise.all(["acme", "zenith"].map((slug) => one.tenants.create({ slug })));
    for (const tenant of tenants) await held(other, tenant);
    let begun = 0;
    for (const { id } of tenants) {
      begun = performance.now();
      await one.tenants.setStatus(id, "suspended");
    }
    // Half of what it takes from one of its looks to the next.
    expect(performance.now() - begun).toBeLessThan(1_250);
  });
});

describe("a handle held in another process", () => {
  it("meets a suspension, a deletion and a resumption at its next query", async () => {
    const { one, other, tenant } = await pair();
    const db = await held(other, tenant);
    await one.tenants.setStatus(tenant.id, "suspended");
    await expect(db.owner.count()).rejects.toMatchObject({ code: "tenant_suspended" });
    await one.tenants.setStatus(tenant.id, "read_only");
    expect(await db.owner.count()).toBe(0);
    await expect(db.owner.create({ data: { email: "a@x" } })).rejects.toThrow(/readonly/);
    await one.tenants.setStatus(tenant.id, "active");
    await db.owner.create({ data: { email: "a@x" } });
    await one.tenants.delete(tenant.id);
    await expect(db.owner.count()).rejects.toMatchObject({ code: "tenant_not_found" });
  });

  it("is waited for until its transaction ended, and is refused while the work goes on", async () => {
    const { one, other, tenant } = await pair();
    const db = await held(other, tenant);
    const begun = gate();
    const end = gate();
    const order: string[] = [];
    const transaction = db.$transaction(async (tx) => {
      await tx.owner.create({ data: { email: "before@x" } });
      begun.open();
      await end.opened;
      order.push("committing");
    });
    await begun.opened;
    const working = gate();
    const finish = gate();
    const alone = one.engine.alone(tenant.id, { kind: "restore" }, async () => {
      order.push("working");
      working.open();
      await finish.opened;
      return {};
    });
    end.open();
    await transaction;
    await working.opened;
    expect(order).toEqual(["committing", "working"]);
    await expect(db.owner.count()).rejects.toMatchObject({ code: "tenant_busy" });
    finish.open();
    expect(await alone).toMatchObject({ status: "active", epoch: tenant.epoch + 2 });
    expect(await emails(db)).toEqual(["before@x"]);
  });

  it("reads and does not write while its tenant is moving, everywhere", async () => {
    const { one, other, tenant } = await pair();
    const handles = [await held(other, tenant), await held(one, tenant)];
    await one.engine.alone(tenant.id, { kind: "move", readers: true }, async () => {
      for (const db of handles) {
        expect(await db.owner.count()).toBe(0);
        await expect(db.owner.create({ data: { email: "a@x" } })).rejects.toMatchObject({
          code: "tenant_moving",
        });
        const transaction = db.$transaction(async (tx) => tx.owner.create({ data: { email: "b@x" } }));
        await expect(transaction).rejects.toMatchObject({ code: "tenant_moving" });
      }
      return {};
    });
    for (const [n, db] of handles.entries()) await db.owner.create({ data: { email: `${n}@x` } });
  });

  it("is written to again at once, everywhere, by who read it while its move failed", async () => {
    const { one, other, tenant } = await pair();
    const handles = [await held(other, tenant), await held(one, tenant)];
    const failing = one.engine.alone(tenant.id, { kind: "move", readers: true }, async () => {
      for (const db of handles) await db.owner.count();
      throw new Error("No room.");
    });
    await expect(failing).rejects.toThrow("No room.");
    for (const [n, db] of handles.entries()) await db.owner.create({ data: { email: `${n}@x` } });
    expect(await emails(await held(one, tenant))).toEqual(["0@x", "1@x"]);
  });

  it("keeps a process waiting no longer than it was told, and loses nothing by it", async () => {
    const { one, other, tenant } = await pair();
    const db = await held(other, tenant);
    const begun = gate();
    const end = gate();
    const transaction = db.$transaction(
      async (tx) => {
        await tx.owner.create({ data: { email: "slow@x" } });
        begun.open();
        await end.opened;
      },
      { timeout: 60_000 },
    );
    await begun.opened;
    const refused = one.engine.alone(tenant.id, { kind: "move" }, async () => ({}));
    await expect(refused).rejects.toMatchObject({ code: "tenant_busy", message: /"acme".*process other/ });
    end.open();
    await transaction;
    expect(await emails(db)).toEqual(["slow@x"]);
    expect((await one.tenants.get("acme"))?.status).toBe("active");
  });
});

describe("operations on one tenant", () => {
  it("run one at a time, of all processes, and say what runs", async () => {
    const { one, other, tenant } = await pair();
    const began = gate();
    const end = gate();
    const first = one.engine.alone(tenant.id, { kind: "move" }, async () => {
      began.open();
      await end.opened;
      return {};
    });
    await began.opened;
    for (const { engine, tenants } of [one, other]) {
      const second = engine.alone(tenant.id, { kind: "restore" }, async () => ({}));
      await expect(second).rejects.toMatchObject({
        code: "tenant_busy",
        message: /"acme".*\(move, process one\)/,
      });
      await expect(tenants.delete(tenant.id)).rejects.toMatchObject({ code: "tenant_busy" });
    }
    end.open();
    await first;
    await other.engine.alone(tenant.id, { kind: "restore" }, async () => ({}));
  });

  it("leave the tenant as it was when they fail", async () => {
    const { one, other, tenant } = await pair();
    const db = await held(other, tenant);
    const failing = one.engine.alone(tenant.id, { kind: "move", fence: true }, async () => {
      throw new Error("No room.");
    });
    await expect(failing).rejects.toThrow("No room.");
    await db.owner.create({ data: { email: "after@x" } });
    expect(await one.tenants.get("acme")).toMatchObject({ status: "active" });
  });

  async function left(kind: string) {
    const found = await pair();
    const { ledger, registry, tenant } = found;
    await ledger.join("dead", "command");
    const state = JSON.stringify({ statusBefore: "active", own: { copied: 7 } });
    await ledger.begin({ id: "op", tenantId: tenant.id, kind, processId: "dead", step: "cut over", state });
    await registry.update(tenant.id, { status: "moving" }, { raiseEpoch: true });
    await ledger.requestDrain({ tenantId: tenant.id, epoch: 1 });
    return found;
  }

  it("are gone on with by the next caller when their process died, from the step it noted", async () => {
    const { one, other, tenant, ledger } = await left("move");
    const seen = await one.engine.alone(tenant.id, { kind: "move" }, async (operation) => {
      expect(operation).toMatchObject({ id: "op", resumed: true, step: "cut over", state: { copied: 7 } });
      await operation.note("clear up", { copied: 8 });
      expect(operation).toMatchObject({ step: "clear up", state: { copied: 8 } });
      return {};
    });
    expect(seen?.status).toBe("active");
    expect(await ledger.drains()).toEqual([]);
    expect((await ledger.processes()).map(({ id }) => id)).not.toContain("dead");
    await held(other, tenant);
  });

  it.each([["copy"], ["restore"], ["import"]])(
    "are ended when their process died over a new tenant: %s of one that was active, or not even that",
    async (kind) => {
      const { one, ledger, registry, tenant } = await pair();
      const half = await one.tenants.create({ slug: "half" });
      await registry.update(half.id, { status: "provisioning" });
      await ledger.join("dead", "command");
      for (const { id } of [tenant, half]) {
        const state = JSON.stringify({ statusBefore: "provisioning", own: null });
        await ledger.begin({ id: `op ${id}`, tenantId: id, kind, processId: "dead", step: "begin", state });
      }
      const ended = await one.tenants.finishInterrupted();
      expect(ended).toContainEqual({ tenantId: tenant.id, kind, outcome: "finished" });
      expect(ended).toContainEqual({ tenantId: half.id, kind, outcome: "undone" });
      expect(await ledger.running()).toEqual([]);
      expect(await one.tenants.setStatus(tenant.id, "read_only")).toMatchObject({ status: "read_only" });
    },
  );

  it("of a dead process are not passed over by another kind, unless that makes them pointless", async () => {
    const { one, tenant } = await left("move");
    await expect(one.tenants.setStatus(tenant.id, "active")).rejects.toMatchObject({
      code: "tenant_busy",
      message: /died.*\(move, at step cut over\).*Run that again/,
    });
    await one.tenants.delete(tenant.id);
    expect(await one.tenants.get("acme")).toBeNull();
  });

  it("note no step when the ledger gave them to another process", async () => {
    const { one, ledger, tenant } = await pair();
    const overtaken = one.engine.alone(tenant.id, { kind: "move" }, async (operation) => {
      const [running] = await ledger.running();
      if (running !== undefined) await ledger.takeOver(running, "theirs");
      await operation.note("cut over");
      return {};
    });
    await expect(overtaken).rejects.toMatchObject({ code: "lease_lost", message: /Another process went on/ });
    expect(await ledger.running()).toMatchObject([{ processId: "theirs", step: "begin" }]);
  });

  it("do not write the record when someone else raised the epoch meanwhile", async () => {
    const { one, registry, tenant } = await pair();
    const overtaken = one.engine.alone(tenant.id, { kind: "move" }, async () => {
      await registry.update(tenant.id, { slug: "theirs" }, { raiseEpoch: true });
      return { slug: "mine" };
    });
    await expect(overtaken).rejects.toMatchObject({ code: "lease_lost" });
    expect(await registry.findById(tenant.id)).toMatchObject({ slug: "theirs", status: "moving" });
  });
});

describe("a process that cannot renew its lease", () => {
  it("uses no tenant, is not waited for, and drops what it had open before it goes on", async () => {
    const { tenant, ...shared } = await pair();
    const { state, way } = cuttable(shared.ledger);
    const cutOff = member(shared, "cut off", { way });
    const db = await held(cutOff, tenant);
    const elsewhere = await held(cutOff, await shared.one.tenants.create({ slug: "zenith" }));
    const begun = gate();
    const resume = gate();
    const lost = gate();
    const again = gate();
    const codes: unknown[] = [];
    const transaction = db.$transaction(
      async (tx) => {
        await tx.owner.create({ data: { email: "inside@x" } });
        begun.open();
        await resume.opened;
        codes.push(await tx.owner.count().catch(({ code }: { code: unknown }) => code));
        lost.open();
        await again.opened;
        codes.push(await tx.owner.count().catch(({ code }: { code: unknown }) => code));
      },
      { timeout: 60_000 },
    );
    const outcome = transaction.then(
      () => "committed",
      ({ code }: { code: unknown }) => code,
    );
    await begun.opened;
    state.cut = true;
    // Takes as long as the lease of the process that does not answer, and a little more.
    await shared.one.engine.alone(tenant.id, { kind: "restore" }, async () => {
      resume.open();
      await lost.opened;
      await expect(elsewhere.owner.count()).rejects.toMatchObject({ code: "lease_lost" });
      return {};
    });
    state.cut = false;
    again.open();
    expect(await outcome).toBe("lease_lost");
    expect(codes).toEqual(["lease_lost", "lease_lost"]);
    await expect.poll(() => emails(db).catch(() => null), { timeout: 10_000 }).toEqual([]);
    await db.owner.create({ data: { email: "later@x" } });
  });

  it("is refused its next step when another went on with its operation", async () => {
    const { tenant, ...shared } = await pair();
    const { state, way } = cuttable(shared.ledger);
    const slow = member(shared, "slow", { way });
    const began = gate();
    const wake = gate();
    const overtaken = slow.engine.alone(tenant.id, { kind: "move" }, async (operation) => {
      state.cut = true;
      began.open();
      await wake.opened;
      state.cut = false;
      await operation.note("cut over");
      return { slug: "mine" };
    });
    overtaken.catch(() => {});
    await began.opened;
    await shared.one.engine.alone(tenant.id, { kind: "move" }, async ({ resumed }) => {
      expect(resumed).toBe(true);
      return { slug: "theirs" };
    });
    wake.open();
    await expect(overtaken).rejects.toMatchObject({ code: "lease_lost" });
    expect(await shared.registry.findById(tenant.id)).toMatchObject({ slug: "theirs", status: "active" });
  });

  it.each([
    [
      "runs it again",
      null,
      async ({ tenants, engine }: Member, id: string) => {
        await engine.alone(id, { kind: "restore", fence: true }, async ({ resumed }) => {
          expect(resumed).toBe(true);
          return {};
        });
        expect(await tenants.finishInterrupted()).toEqual([]);
      },
    ],
    [
      "finishes what was interrupted",
      // Whatever it fails with by then, nothing was led back.
      new Error("No room."),
      async ({ tenants }: Member, id: string) => {
        expect(await tenants.finishInterrupted()).toEqual([
          { tenantId: id, kind: "restore", outcome: "undone" },
        ]);
      },
    ],
  ])(
    "is led out of its own operation when it is back and %s, where nobody took that over",
    async (_, failure, end) => {
      const { tenant, ...shared } = await pair();
      for (const { engine } of [shared.one, shared.other]) await engine.coordination.leave();
      const { state, way } = cuttable(shared.ledger);
      const lone = member(shared, "lone", { way });
      const lost = lone.engine.alone(tenant.id, { kind: "restore", fence: true }, async (operation) => {
        state.cut = true;
        await expect.poll(() => codeOf(operation.assertMine), { timeout: 10_000 }).toBe("lease_lost");
        state.cut = false;
        await expect.poll(() => codeOf(lone.engine.coordination.claim), { timeout: 10_000 }).toBe("none");
        if (failure !== null) throw failure;
        return {};
      });
      await expect(lost).rejects.toMatchObject(failure ?? { code: "lease_lost" });
      expect(await shared.registry.findById(tenant.id)).toMatchObject({ status: "moving" });
      await expect(lone.tenants.setStatus(tenant.id, "active")).rejects.toMatchObject({
        code: "tenant_busy",
      });
      await end(lone, tenant.id);
      expect(await shared.ledger.running()).toEqual([]);
      const db = await held(lone, { ...tenant, ...(await shared.registry.findById(tenant.id)) });
      await db.owner.create({ data: { email: "after@x" } });
    },
  );

  it("goes on with an operation whose end it could not tell the ledger", async () => {
    const { tenant, ...shared } = await pair();
    const { state, way } = cuttable(shared.ledger);
    const mute = member(shared, "mute", { way });
    const failing = mute.engine.coordination.operate(tenant.id, { kind: "move" }, async () => {
      state.cut = true;
      throw new Error("No room.");
    });
    await expect(failing).rejects.toThrow("No room.");
    state.cut = false;
    const again = () =>
      mute.engine.coordination.operate(tenant.id, { kind: "move" }, async ({ resumed }) => resumed);
    const two = await Promise.allSettled([again(), again()]);
    expect(two).toMatchObject([
      { status: "fulfilled", value: true },
      { status: "rejected", reason: { code: "tenant_busy" } },
    ]);
  });

  it("leaves the ledger when it closes", async () => {
    const { one, other, tenant, ledger } = await pair();
    for (const process of [one, other]) await held(process, tenant);
    expect((await ledger.processes()).map(({ id }) => id).sort()).toEqual(["one", "other"]);
    await other.engine.pool.end();
    await other.engine.coordination.leave();
    expect((await ledger.processes()).map(({ id }) => id)).toEqual(["one"]);
    await one.tenants.setStatus(tenant.id, "suspended");
  });
});

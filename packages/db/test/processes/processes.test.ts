import { setTimeout as delay } from "node:timers/promises";
import { createTenants } from "@acre/tenancy/testing";
import { describe, expect, it } from "vitest";
import { createDatabase } from "../postgres-server";
import { installation, rowsIn, stop, takePart, worker } from "./installation";

const rounds = process.env.ACRE_TEST_FULL ? 20 : 1;

describe.each(["database", "schema", "row"] as const)("several processes, model %s", (isolation) => {
  /** An installation with one tenant, in which the test is one of the processes. */
  async function begin() {
    const ownerUrl = isolation === "database" ? null : await createDatabase();
    const made = await installation(isolation, ownerUrl);
    const engine = await takePart(made);
    const tenants = createTenants(engine);
    const tenant = await tenants.create({ slug: "acme" });
    return { made, engine, tenants, tenant, rows: () => rowsIn(made, tenant.id, ownerUrl) };
  }

  it("lose no acknowledged write, and land none while one of them has the tenant alone", async () => {
    const { made, engine, tenants, tenant, rows } = await begin();
    const writers = await Promise.all(["first", "second"].map((id) => worker(made, id)));
    for (const writer of writers) writer.tell({ do: "write", tenantId: tenant.id });
    for (const writer of writers) await writer.heard("acknowledged");
    const settled = () => writers.flatMap((writer) => writer.acknowledged()).length;

    for (let round = 0; round < rounds; round++) {
      const before = settled();
      await engine.alone(
        tenant.id,
        { kind: "move", fence: round % 2 === 1, readers: round % 3 === 2 },
        async () => {
          const first = await rows();
          await delay(150);
          expect(await rows()).toEqual(first);
          return {};
        },
      );
      await expect.poll(settled, { timeout: 10_000 }).toBeGreaterThan(before);
    }

    await tenants.setStatus(tenant.id, "suspended");
    const suspended = await rows();
    await delay(150);
    expect(await rows()).toEqual(suspended);
    for (const writer of writers) writer.tell({ do: "stop writing" });
    await expect
      .poll(() => writers.every(({ said }) => said.at(-1)?.refused === "tenant_suspended"))
      .toBe(true);
    for (const writer of writers) {
      expect(suspended).toEqual(expect.arrayContaining(writer.acknowledged()));
      const refusals = new Set(
        writer.said.map(({ refused }) => refused).filter((code) => code !== undefined),
      );
      expect(["tenant_busy", "tenant_moving", "tenant_suspended", "lease_lost"]).toEqual(
        expect.arrayContaining([...refusals]),
      );
    }

    await tenants.delete(tenant.id);
    for (const writer of writers) writer.tell({ do: "leave" });
    for (const writer of writers) expect(await writer.ended).toEqual([0, null]);
  }, 60_000);

  it("finish what another one was killed at", async () => {
    const { made, engine, tenants, tenant } = await begin();
    const holder = await worker(made, "holder");
    holder.tell({ do: "hang alone", tenantId: tenant.id });
    await holder.heard("working");
    await expect(tenants.setStatus(tenant.id, "suspended")).rejects.toMatchObject({
      code: "tenant_busy",
      message: /\(move, process holder\)/,
    });
    holder.child.kill("SIGKILL");
    await holder.ended;
    const after = await engine.alone(tenant.id, { kind: "move" }, async (operation) => {
      expect(operation).toMatchObject({ resumed: true, step: "half way", state: { copied: 1 } });
      return {};
    });
    expect(after?.status).toBe("active");
    await engine.client(tenant).label.create({ data: { name: "afterwards", color: "red" } });
  }, 60_000);

  it("go on without one that was stopped, whose open transaction is lost when it wakes", async () => {
    const { made, engine, tenant, rows } = await begin();
    const sleeper = await worker(made, "sleeper");
    sleeper.tell({ do: "transact", tenantId: tenant.id });
    await sleeper.heard("open");
    await stop(sleeper, made);
    // A file's lock cannot be taken from a stopped process; a server ends what that left open.
    const fence = isolation !== "database";
    await engine.alone(tenant.id, { kind: "move", fence }, async () => ({}));
    if (!fence) {
      const fenced = engine.alone(tenant.id, { kind: "move", fence: true }, async () => ({}));
      await expect(fenced).rejects.toMatchObject({ code: "tenant_busy", message: /end it, and try again/ });
    }
    sleeper.tell({ do: "resume" });
    sleeper.child.kill("SIGCONT");
    expect(await sleeper.heard("lost")).toBe("lease_lost");
    expect(await rows()).toEqual([]);
    // It comes back by itself.
    sleeper.tell({ do: "write", tenantId: tenant.id });
    await sleeper.heard("acknowledged");
  }, 60_000);
});

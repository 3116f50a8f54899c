import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { TenantDb } from "@acre/db";
import { expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { createDatabase, runSql } from "../../testing/postgres-server";
import { makeWorkspace } from "../../testing/test-workspace";
import { endInterrupted, moveTenant, type Operator } from "./index";

const fixture = fileURLToPath(new URL("./killed-move.fixture.ts", import.meta.url));
const steps = process.env.ACRE_TEST_FULL ? ["copy", "catch_up", "verify", "cut_over", "clear"] : ["catch_up"];
// One way, unless all are asked for.
const ways: [from: string, to: string][] = process.env.ACRE_TEST_FULL
  ? [
      ["files", "schemas"],
      ["files", "rows"],
      ["schemas", "files"],
      ["schemas", "rows"],
      ["rows", "schemas"],
    ]
  : [["files", "schemas"]];

it.each(ways)(
  "moves from %s to %s that are killed at every step, beside the server, are finished or taken back",
  async (from, to) => {
    const { dir, remove } = temporaryFolder();
    onTestFinished(remove);
    const { ownerUrl: DATABASE_URL, superUrl } = await createDatabase();
    const server = await bootTestPlatform(dir, { DATABASE_URL });
    onTestFinished(() => server.close());
    const { platform } = server;
    const operator: Operator = { platform, actor: "cli" };
    const tenants = await Promise.all(
      steps.map(async (step) => {
        const { slug, owner } = await makeWorkspace(platform, `Killed at ${step.replace("_", " ")}`);
        if (from !== "schemas") await moveTenant(operator, slug, { to: from }, { keepOld: false });
        return { step, slug, id: owner.tenant.id };
      }),
    );

    const writers = tenants.map(({ id }) => writer(() => platform.tenancy.connectById(id)));
    const died = tenants.map(async ({ slug, step }) => {
      const args = ["--import", "tsx", fixture, dir, server.dir, slug, to, step];
      const env = { ...process.env, DATABASE_URL };
      const child = spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"] });
      onTestFinished(() => void child.kill("SIGKILL"));
      return once(child, "exit");
    });
    for (const death of died) expect(await death).toEqual([null, "SIGKILL"]);
    const log: string[] = [];
    await endInterrupted(platform, (line) => log.push(line));
    expect(log.length, log.join("\n")).toBeGreaterThan(0);
    expect(await platform.catalog.tenantOperation.count({ where: { running: { not: null } } })).toBe(0);

    const before = ["copy", "catch_up", "verify", "cut_over"];
    for (const [index, { step, slug, id }] of tenants.entries()) {
      const acknowledged = (await writers[index]?.stop()) ?? [];
      const tenant = await platform.tenancy.tenants.getById(id);
      expect({ step, at: tenant?.datasource }).toEqual({ step, at: before.includes(step) ? from : to });
      expect(tenant?.status).toBe("active");
      if (tenant?.datasource === from) await moveTenant(operator, slug, { to }, { keepOld: false });
      const db = await platform.tenancy.connectById(id);
      const there = new Set((await db.label.findMany()).map((label) => label.id));
      expect(acknowledged.filter((label) => !there.has(label))).toEqual([]);
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(await db.task.count()).toBe(3);
    }
    // Nothing is left where they were.
    const schemas = await runSql(superUrl, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 't\\_%'");
    expect(schemas).toHaveLength(to === "schemas" ? tenants.length : 0);
    expect(await runSql(superUrl, "SELECT * FROM acre.row_tenants")).toHaveLength(
      to === "rows" ? tenants.length : 0,
    );
    expect(await runSql(superUrl, "SELECT * FROM acre.fences")).toEqual([]);
    const keys = await platform.catalog.tenantKey.findMany({
      where: { placeId: { in: tenants.map(({ id }) => id) } },
    });
    expect(keys).toHaveLength(to === "files" ? tenants.length : 0);
  },
  180_000,
);

/** Somebody who writes as requests do, and notes what was acknowledged. */
function writer(connect: () => Promise<TenantDb>) {
  const acknowledged: string[] = [];
  let stopping = false;
  async function write(): Promise<void> {
    for (let number = 0; !stopping; number++) {
      try {
        const db = await connect();
        const { id } = await db.label.create({ data: { name: `Label ${number}`, color: "#336699" } });
        acknowledged.push(id);
      } catch {
        // Refused: nobody was told that it is there.
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const writing = write();
  return {
    async stop() {
      stopping = true;
      await writing;
      return acknowledged;
    },
  };
}

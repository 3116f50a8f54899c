import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "../../errors";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace } from "../../testing/test-workspace";
import { fleetHistory, readTenantStatistics, refreshStatistics } from "../statistics";
import { countRequests, installationFacts, safeError } from ".";

const installation = useTestPlatform();
const secret = "a secret title";

describe("an error in the log", () => {
  const thrown = async (work: () => unknown): Promise<unknown> => {
    try {
      await work();
    } catch (error) {
      return error;
    }
    throw new Error("Nothing was thrown.");
  };

  it("says what kind it is and where it happened, and nothing that was written", async () => {
    const { db } = await makeWorkspace(installation().platform);
    const errors = [
      await thrown(() =>
        db.project.create({ data: { id: "1", key: secret, name: secret, ownerId: secret } }),
      ),
      await thrown(() => db.$queryRawUnsafe(`SELECT * FROM "${secret}"`)),
      await thrown(() => JSON.parse(`{"${secret}`)),
      await thrown(() => z.literal(1, secret).parse(2)),
      Object.assign(new Error(`550 <${secret}> unknown`), { code: "EENVELOPE" }),
      new Error(`No such label: "${secret}"`),
      new Error("around it", { cause: new SyntaxError(secret) }),
    ];
    for (const error of errors) {
      const told = safeError(error);
      expect(JSON.stringify(told)).not.toContain(secret);
      expect(told.type).not.toBe("");
      expect(told.stack).toMatch(/^\s+at /);
    }
  });

  it("keeps the words of our own errors, without addresses", () => {
    expect(safeError(new TypeError("x is not a function"))).toMatchObject({ message: "x is not a function" });
    expect(safeError(new AppError("not_found", "There is no ada@acme.com here."))).toMatchObject({
      code: "not_found",
      message: "There is no … here.",
    });
    expect(safeError("a text")).toEqual({ type: "string" });
  });
});

describe("requests", () => {
  it("are counted for their tenant and the day, and stay when figures are counted anew", async () => {
    const { platform } = installation();
    const { owner, slug } = await makeWorkspace(platform);
    const counts = countRequests(platform, { flushMs: 2 ** 30 });
    for (let request = 0; request < 5; request++) counts.count(owner.tenant.id, request === 0);
    await counts.flush();
    counts.count(owner.tenant.id, false);
    await counts.stop();
    await refreshStatistics(platform);
    expect((await readTenantStatistics(platform, slug))?.figures).toMatchObject({
      requests: 6,
      errors: 1,
      tasks: 3,
    });
    expect((await fleetHistory(platform)).at(-1)).toMatchObject({ requests: 6, errors: 1 });
  });

  it("that could not be written are, the next time; those of a tenant that is gone are let go", async () => {
    const { platform } = installation();
    const { owner, slug } = await makeWorkspace(platform);
    let broken = true;
    const catalog = new Proxy(platform.catalog, {
      get: (target, key) => {
        if (broken && key === "$transaction") throw new Error("not now");
        return Reflect.get(target, key);
      },
    });
    const counts = countRequests({ ...platform, catalog, warn: () => {} }, { flushMs: 2 ** 30 });
    counts.count(owner.tenant.id, false);
    counts.count("01a00000-0000-7000-8000-000000000000", false);
    await counts.flush();
    broken = false;
    await counts.stop();
    expect((await readTenantStatistics(platform, slug))?.figures?.requests).toBe(1);
  });
});

it("the installation's facts are counts by few names", async () => {
  const { platform } = installation();
  const facts = await installationFacts(platform);
  expect(facts.tenants).toEqual({ active: await platform.catalog.tenant.count() });
  expect(Object.keys(facts.schemaVersions)).toHaveLength(1);
  expect(facts).toMatchObject({ migrating: false, migrationRun: {} });
});

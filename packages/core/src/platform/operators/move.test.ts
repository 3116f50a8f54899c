import { describe, expect, it } from "vitest";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace } from "../../testing/test-workspace";
import { backupTenant, confirmMove, moveTenant, type Operator, restoreAs, showTenant } from "./index";

// The one that has every place.
const installation = useTestPlatform({}, "schema");
const operator = (): Operator => ({ platform: installation().platform, actor: "cli" });

describe("a move", () => {
  it("takes everything along, keeps the old place until that is confirmed, and is in the log", async () => {
    const { platform } = operator();
    const { slug, db, owner } = await makeWorkspace(platform, "Moved Around");
    const before = await db.task.findMany({ orderBy: { id: "asc" } });
    for (const [isolation, place] of [
      ["row", "rows"],
      ["database", "files"],
      ["schema", "schemas"],
    ] as const) {
      const moved = await moveTenant(operator(), slug, { isolation });
      expect(moved).toMatchObject({ to: place, kept: true, tenant: { status: "active", isolation } });
      const there = await platform.tenancy.connect(slug);
      expect(await there.task.findMany({ orderBy: { id: "asc" } })).toEqual(before);
      expect((await confirmMove(operator(), slug)).removed).toEqual([moved.from]);
    }
    const where = { tenantId: owner.tenant.id, action: "tenant.moved" };
    const events = await platform.catalog.operatorEvent.findMany({ where, orderBy: { id: "asc" } });
    expect(events.map(({ detail }) => JSON.parse(detail).to)).toEqual(["rows", "files", "schemas"]);
  });

  it.each(["copy", "catch_up"])("broken off during %s leaves everything as it was", async (breakOffAt) => {
    const { slug, db } = await makeWorkspace(operator().platform, `Broken ${breakOffAt}`);
    const onProgress = ({ step, table }: { step: string; table?: object }) => {
      if (table && step === breakOffAt) throw new Error("Enough.");
    };
    const move = moveTenant(operator(), slug, { to: "rows" }, { onProgress });
    await expect(move).rejects.toThrow("Enough.");
    expect(await showTenant(operator(), slug)).toMatchObject({ status: "active", datasource: "schemas" });
    await db.label.create({ data: { name: "Still writes", color: "pine" } });
    const again = await moveTenant(operator(), slug, { to: "rows" }, { keepOld: false });
    expect(again).toMatchObject({ kept: false });
  });

  it("to nowhere, or to anywhere, is refused", async () => {
    const { slug } = await makeWorkspace(operator().platform, "Stays Here");
    const nowhere = moveTenant(operator(), slug, { to: "pg2", isolation: "schema" });
    await expect(nowhere).rejects.toMatchObject({
      code: "invalid_input",
      message: /pg2.*schemas \(schema\)/,
    });
    await expect(moveTenant(operator(), slug, {})).rejects.toMatchObject({ code: "invalid_input" });
    await expect(moveTenant(operator(), slug, { to: "schemas" })).rejects.toMatchObject({
      code: "already_there",
    });
  });
});

it("a backup of one model becomes a tenant of another", async () => {
  const { slug } = await makeWorkspace(operator().platform, "Carried Over");
  const { id } = await backupTenant(operator(), slug);
  const restored = await restoreAs(operator(), { backup: id }, { as: "in_a_file", isolation: "database" });
  expect(restored).toMatchObject({ tenant: { datasource: "files" } });
  expect(await (await operator().platform.tenancy.connect("in_a_file")).task.count()).toBe(3);
});

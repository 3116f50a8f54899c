import { createMasterKey, type TenantRecord } from "@acre/tenancy";
import { expect, it } from "vitest";
import { openTestStore } from "./test-store";

/** A tenant in a schema of its own, a handle on it, and its record as it is before it is moved. */
async function tenantInSchema() {
  const masterKeys = { current: createMasterKey(Buffer.alloc(32, 7)), previous: [] };
  const { tenancy } = await openTestStore({ isolation: "schema", masterKeys });
  const { id } = await tenancy.tenants.create({ slug: "acme" });
  const held = await tenancy.connectById(id);
  await held.label.create({ data: { name: "before", color: "#336699" } });
  const find = async (): Promise<TenantRecord> => {
    const record = await tenancy.tenants.getById(id);
    if (record === null) throw new Error("The tenant is not there.");
    return record;
  };
  return { tenancy, id, held, before: await find(), find };
}

const after = { data: { name: "after", color: "#336699" } };

// The place it was moved from is kept, and a tenant can reach it still: what is written there is lost.
it.each(["rows", "files"])(
  "refuses a handle from before a move to %s, though another opened the tenant since",
  async (to) => {
    const { tenancy, id, held } = await tenantInSchema();
    await tenancy.tenants.move(id, { to });
    const now = await tenancy.connectById(id);
    expect(await now.label.count()).toBe(1);
    for (const write of [
      () => held.label.create(after),
      () => held.$transaction((tx) => tx.label.create(after)),
      () => held.$executeRaw`UPDATE labels SET name = 'after'`,
    ]) {
      await expect(write()).rejects.toMatchObject({ code: "tenant_moving" });
    }
    await now.label.create(after);
    expect(await now.label.findMany({ orderBy: { name: "asc" }, select: { name: true } })).toEqual([
      { name: "after" },
      { name: "before" },
    ]);
  },
);

it.each(["rows", "files"])("looks again for a tenant that was moved to %s since it was found", async (to) => {
  const { tenancy, id, before, find } = await tenantInSchema();
  await tenancy.tenants.move(id, { to });
  const found = [before];
  const { client, found: last } = await tenancy.connectFound(async () => ({
    record: found.pop() ?? (await find()),
  }));
  expect(last.record).toMatchObject({ datasource: to });
  await client.label.create(after);
  expect(await (await tenancy.connectById(id)).label.count()).toBe(2);
  // Whoever would only ever find what was is not kept waiting.
  const never = tenancy.connectFound(async () => ({ record: before }));
  await expect(never).rejects.toMatchObject({ code: "tenant_moving" });
});

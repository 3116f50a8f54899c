import pg from "pg";
import { expect, it, onTestFinished, vi } from "vitest";
import { openTestStore } from "./test-store";

it("makes a tenant of the row model in three round trips: recorded, told to the fence, opened", async () => {
  const store = await openTestStore({
    isolation: "row",
    // Renews nothing meanwhile.
    process: { kind: "serve", heartbeatMs: 60_000, pollMs: 60_000 },
  });
  const { tenants } = store.tenancy;
  await tenants.create({ slug: "first" });
  const query = vi.spyOn(pg.Client.prototype, "query");
  onTestFinished(() => query.mockRestore());
  await tenants.create({ slug: "second" });
  expect(query.mock.calls).toHaveLength(3);
  await expect(tenants.create({ slug: "second" })).rejects.toMatchObject({ code: "slug_taken" });
  expect(await tenants.get("second")).toMatchObject({ status: "active", epoch: 0 });
});

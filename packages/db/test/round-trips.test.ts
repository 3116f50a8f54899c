import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureAppLogin } from "@acre/tenancy";
import pg from "pg";
import { expect, it, onTestFinished, vi } from "vitest";
import { openStore } from "../src/store/open-store";
import { createDatabase } from "./postgres-server";

it("makes a tenant of the row model in three round trips: recorded, told to the fence, opened", async () => {
  const ownerUrl = await createDatabase();
  const { url: appUrl } = await ensureAppLogin({ ownerUrl });
  const dir = mkdtempSync(join(tmpdir(), "acre-db-"));
  const store = await openStore({
    dir,
    maxOpenTenants: 4,
    isolation: "row",
    postgres: { ownerUrl, appUrl, appPassword: "app" },
    // Renews nothing meanwhile.
    process: { kind: "serve", heartbeatMs: 60_000, pollMs: 60_000 },
  });
  onTestFinished(async () => {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
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

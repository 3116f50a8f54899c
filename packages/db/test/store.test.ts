import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPostgresServer, ensureAppLogin } from "@acre/tenancy";
import { expect, it, onTestFinished } from "vitest";
import { openCatalogSchema } from "../src/store/catalog-schema";
import { openStore } from "../src/store/open-store";
import { createDatabase } from "./postgres-server";
import { openTestStore } from "./test-store";

it("closes the catalog when the tenancy cannot be closed", async () => {
  const dir = mkdtempSync(join(tmpdir(), "acre-store-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const store = await openStore({ dir, maxOpenTenants: 1, isolation: "database", postgres: null });
  await store.catalog.tenant.count();
  expect(readdirSync(dir)).toContain("catalog.db-wal");
  const { close } = store.tenancy;
  Object.assign(store.tenancy, {
    async close() {
      await close();
      throw new Error("A tenant stays open.");
    },
  });
  await expect(store.close()).rejects.toThrow("A tenant stays open.");
  expect(readdirSync(dir)).not.toContain("catalog.db-wal");
});

it("opens no tenant that somebody has to themselves, and opens it when they are done", async () => {
  const { catalog, tenancy } = await openTestStore({ isolation: "database" });
  const { id: tenantId } = await tenancy.tenants.create({ slug: "acme" });
  const db = await tenancy.connect("acme");
  await tenancy.closeAll();
  await catalog.tenantDrain.create({ data: { tenantId, epoch: 1 } });
  await expect(db.user.count()).rejects.toMatchObject({ code: "tenant_busy" });
  await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "tenant_busy" });
  await catalog.tenantDrain.delete({ where: { tenantId } });
  expect(await db.user.count()).toBe(0);
});

it("closes the catalog's server when it cannot be brought up to date", async () => {
  const ownerUrl = await createDatabase();
  const { url: appUrl } = await ensureAppLogin({ ownerUrl, password: randomUUID() });
  const opened = () => createPostgresServer({ ownerUrl, appUrl });
  await (await openCatalogSchema(opened())).close();
  const operator = opened();
  onTestFinished(() => operator.close());
  await operator.owner.query(
    "UPDATE acre_catalog._prisma_migrations SET migration_name = '2999_' || migration_name",
  );
  const left = opened();
  onTestFinished(() => left.close());
  await expect(openCatalogSchema(left)).rejects.toMatchObject({ code: /^migration_/ });
  await expect(left.owner.query("SELECT 1")).rejects.toThrow(/after calling end/);
});

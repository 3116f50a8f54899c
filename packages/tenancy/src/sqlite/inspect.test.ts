import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { temporaryFolder, testTenancy } from "../../test/fixture/tenancy";
import { tenantPath } from "./files";
import { inspectFiles } from "./inspect";

it("finds nothing wrong with what the engine makes, and leaves nothing behind", async () => {
  const { tenancy } = testTenancy();
  await tenancy.tenants.create({ slug: "acme" });
  expect(await tenancy.inspect()).toEqual([]);
  expect(await tenancy.sweep()).toBe(0);
});

it("finds a tenant's file that was taken off the write-ahead log, and is content once it is back", async () => {
  const { tenancy, dir } = testTenancy();
  const { id } = await tenancy.tenants.create({ slug: "acme" });
  await tenancy.closeAll();
  const db = new Database(tenantPath(dir, id));
  db.pragma("journal_mode = DELETE");
  const [finding] = await tenancy.start();
  expect(finding).toMatchObject({
    datasource: "local",
    severity: "warning",
    code: "wal_off",
    object: tenantPath(dir, id),
  });
  db.pragma("journal_mode = WAL");
  db.close();
  expect(await tenancy.start()).toEqual([]);
});

it("makes a missing folder rather than failing on it", async () => {
  expect(await inspectFiles(join(temporaryFolder(), "new"))).toEqual([]);
});

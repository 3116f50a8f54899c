import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSqliteDatasource, createTenancy, migration } from "@acre/tenancy";
import { expect, it, onTestFinished } from "vitest";
import { PrismaClient } from "../src/generated/tenant-sqlite/client";
import { migrationsOf } from "../src/platform";
import { createRegistry } from "../src/registry";
import { openCatalogFile } from "../src/store/catalog";

const old = migrationsOf("tenant", "sqlite");
// What Prisma writes when a column is added that SQLite can only add by making the table anew.
const next = migration(
  "29990101000000_label_order",
  `PRAGMA defer_foreign_keys=ON;
   PRAGMA foreign_keys=OFF;
   CREATE TABLE "new_labels" (
     "id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "color" TEXT NOT NULL,
     "sort_order" INTEGER NOT NULL DEFAULT 7,
     "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
   );
   INSERT INTO "new_labels" ("id", "name", "color", "created_at") SELECT "id", "name", "color", "created_at" FROM "labels";
   DROP TABLE "labels";
   ALTER TABLE "new_labels" RENAME TO "labels";
   CREATE UNIQUE INDEX "labels_name_key" ON "labels"("name");
   PRAGMA foreign_keys=ON;
   PRAGMA defer_foreign_keys=OFF;`,
);

it("a workspace of an older version is migrated with all that is in it", async () => {
  const dir = mkdtempSync(join(tmpdir(), "acre-db-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const { catalog, close } = await openCatalogFile(join(dir, "catalog.db"));
  onTestFinished(close);
  const version = (migrations: typeof old) =>
    createTenancy({
      registry: createRegistry(catalog),
      datasources: { files: createSqliteDatasource({ dir: join(dir, "tenants"), migrations }) },
      createClient: (adapter) => new PrismaClient({ adapter }),
      closeClient: (client) => client.$disconnect(),
    });

  const before = version(old);
  const { id } = await before.tenants.create({ slug: "acme" });
  const db = await before.connect("acme");
  const user = await db.user.create({ data: { email: "a@example.com", name: "A", role: "owner" } });
  const project = await db.project.create({ data: { key: "ONE", name: "One", ownerId: user.id } });
  const label = await db.label.create({ data: { name: "old", color: "pine" } });
  const task = await db.task.create({
    data: {
      projectId: project.id,
      number: 1,
      title: "Kept",
      creatorId: user.id,
      position: 1,
      labels: { create: { labelId: label.id } },
    },
  });
  await before.close();

  const after = version([...old, next]);
  onTestFinished(() => after.close());
  await expect(after.connect("acme")).rejects.toMatchObject({ code: "tenant_outdated" });
  expect(await after.migrations.deploy()).toEqual({ current: 0, migrated: 1, failed: [] });
  const upgraded = await after.connectById(id);
  expect(await upgraded.task.findUnique({ where: { id: task.id }, include: { labels: true } })).toMatchObject(
    {
      title: "Kept",
      labels: [{ labelId: label.id }],
    },
  );
  expect(await upgraded.$queryRaw`SELECT sort_order AS "order" FROM labels`).toEqual([{ order: 7 }]);
  expect(await after.migrations.deploy()).toEqual({ current: 1, migrated: 0, failed: [] });
  await after.close();

  // Back to the older code: it says that it is too old, and breaks nothing.
  const downgraded = version(old);
  onTestFinished(() => downgraded.close());
  const { failed } = await downgraded.migrations.deploy();
  expect(failed).toMatchObject([{ slug: "acme", error: { code: "migration_ahead" } }]);
});

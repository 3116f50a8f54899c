-- AlterTable
ALTER TABLE "server_processes" ADD COLUMN "schema" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_migration_runs" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "running" TEXT,
    "status" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "wave" INTEGER NOT NULL DEFAULT 0,
    "process_id" TEXT,
    "last_error" TEXT,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL,
    "finished_at" DATETIME
);
INSERT INTO "new_migration_runs" ("created_at", "finished_at", "id", "last_error", "plan", "process_id", "running", "status", "target", "updated_at", "wave") SELECT "created_at", "finished_at", "id", "last_error", "plan", "process_id", "running", "status", "target", "updated_at", "wave" FROM "migration_runs";
DROP TABLE "migration_runs";
ALTER TABLE "new_migration_runs" RENAME TO "migration_runs";
CREATE UNIQUE INDEX "migration_runs_running_key" ON "migration_runs"("running");
CREATE INDEX "migration_runs_created_at_idx" ON "migration_runs"("created_at");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "tenants_preview_of_idx" ON "tenants"("preview_of");

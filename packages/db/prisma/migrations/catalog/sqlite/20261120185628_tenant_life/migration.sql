-- CreateTable
CREATE TABLE "tenant_keys" (
    "place_id" TEXT NOT NULL PRIMARY KEY,
    "wrapped" TEXT NOT NULL,
    "next_wrapped" TEXT,
    "master_key_id" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "server_processes" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "started_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "tenant_drains" (
    "tenant_id" TEXT NOT NULL PRIMARY KEY,
    "epoch" INTEGER NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "drain_answers" (
    "tenant_id" TEXT NOT NULL,
    "process_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,

    PRIMARY KEY ("tenant_id", "process_id")
);

-- CreateTable
CREATE TABLE "tenant_operations" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "running" TEXT,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "process_id" TEXT NOT NULL,
    "last_error" TEXT,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL,
    "finished_at" DATETIME
);

-- CreateTable
CREATE TABLE "backups" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tenant_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "schema_version" TEXT NOT NULL,
    "wrapped_key" TEXT NOT NULL,
    "master_key_id" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" DATETIME
);

-- CreateTable
CREATE TABLE "operator_events" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tenant_id" TEXT,
    "action" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '{}',
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_tenants" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "slug" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "isolation" TEXT NOT NULL,
    "datasource" TEXT NOT NULL,
    "schema_version" TEXT,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "template" BOOLEAN NOT NULL DEFAULT false,
    "delete_at" DATETIME,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL
);
INSERT INTO "new_tenants" ("created_at", "datasource", "id", "isolation", "schema_version", "slug", "status", "updated_at") SELECT "created_at", "datasource", "id", "isolation", "schema_version", "slug", "status", "updated_at" FROM "tenants";
DROP TABLE "tenants";
ALTER TABLE "new_tenants" RENAME TO "tenants";
CREATE UNIQUE INDEX "tenants_slug_key" ON "tenants"("slug");
CREATE INDEX "tenants_status_id_idx" ON "tenants"("status", "id");
CREATE INDEX "tenants_schema_version_idx" ON "tenants"("schema_version");
CREATE INDEX "tenants_delete_at_idx" ON "tenants"("delete_at");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "tenant_keys_master_key_id_idx" ON "tenant_keys"("master_key_id");

-- CreateIndex
CREATE INDEX "server_processes_heartbeat_at_idx" ON "server_processes"("heartbeat_at");

-- CreateIndex
CREATE INDEX "drain_answers_process_id_idx" ON "drain_answers"("process_id");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_operations_running_key" ON "tenant_operations"("running");

-- CreateIndex
CREATE INDEX "tenant_operations_tenant_id_created_at_idx" ON "tenant_operations"("tenant_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "backups_file_key" ON "backups"("file");

-- CreateIndex
CREATE INDEX "backups_tenant_id_created_at_idx" ON "backups"("tenant_id", "created_at");

-- CreateIndex
CREATE INDEX "backups_expires_at_idx" ON "backups"("expires_at");

-- CreateIndex
CREATE INDEX "operator_events_tenant_id_created_at_idx" ON "operator_events"("tenant_id", "created_at");

-- CreateIndex
CREATE INDEX "operator_events_created_at_idx" ON "operator_events"("created_at");

-- AlterTable
ALTER TABLE "tenants" ADD COLUMN "preview_of" TEXT;
ALTER TABLE "tenants" ADD COLUMN "status_reason" TEXT;

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" DATETIME,
    "last_used_at" DATETIME,
    "revoked_at" DATETIME,
    CONSTRAINT "api_keys_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tenant_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "open" TEXT,
    "invited_by_id" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" DATETIME NOT NULL,
    "accepted_at" DATETIME,
    "revoked_at" DATETIME,
    CONSTRAINT "invitations_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "audit_anchors" (
    "tenant_id" TEXT NOT NULL PRIMARY KEY,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "updated_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" DATETIME
);

-- CreateTable
CREATE TABLE "webhook_queues" (
    "tenant_id" TEXT NOT NULL PRIMARY KEY,
    "due_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "operators" (
    "account_id" TEXT NOT NULL PRIMARY KEY,
    "granted_by" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "operators_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "impersonations" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "elevated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" DATETIME NOT NULL,
    "ended_at" DATETIME,
    CONSTRAINT "impersonations_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "impersonations_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "migration_runs" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "running" TEXT,
    "status" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "wave" INTEGER NOT NULL DEFAULT 0,
    "process_id" TEXT,
    "lease_until" DATETIME,
    "last_error" TEXT,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL,
    "finished_at" DATETIME
);

-- CreateTable
CREATE TABLE "migration_run_tenants" (
    "run_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "wave" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "from_version" TEXT,
    "error" TEXT,
    "took" INTEGER,
    "updated_at" DATETIME NOT NULL,

    PRIMARY KEY ("run_id", "tenant_id"),
    CONSTRAINT "migration_run_tenants_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "migration_runs" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "branches" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "branch_migrations" (
    "branch_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sqlite" TEXT NOT NULL,
    "postgresql" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("branch_id", "name"),
    CONSTRAINT "branch_migrations_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branches" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "branch_previews" (
    "branch_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "preview_id" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("branch_id", "tenant_id"),
    CONSTRAINT "branch_previews_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branches" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "job_runs" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "job" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL DEFAULT '',
    "period" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT '{}',
    "error" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "process_id" TEXT,
    "started_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" DATETIME
);

-- CreateTable
CREATE TABLE "tenant_statistics" (
    "tenant_id" TEXT NOT NULL PRIMARY KEY,
    "users" INTEGER NOT NULL,
    "projects" INTEGER NOT NULL,
    "tasks" INTEGER NOT NULL,
    "active_assignees" INTEGER NOT NULL,
    "active_people" INTEGER NOT NULL,
    "bytes" BIGINT,
    "last_activity_at" DATETIME,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "errors" INTEGER NOT NULL DEFAULT 0,
    "computed_at" DATETIME NOT NULL,
    CONSTRAINT "tenant_statistics_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "fleet_days" (
    "day" TEXT NOT NULL PRIMARY KEY,
    "tenants" INTEGER NOT NULL,
    "users" INTEGER NOT NULL,
    "projects" INTEGER NOT NULL,
    "tasks" INTEGER NOT NULL,
    "active_people" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,
    "isolation" TEXT NOT NULL,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "errors" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "datasource_servers" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "wrapped_url" TEXT NOT NULL,
    "master_key_id" TEXT NOT NULL,
    "isolation" TEXT NOT NULL,
    "draining" BOOLEAN NOT NULL DEFAULT false,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_created_at_id_idx" ON "api_keys"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_open_key" ON "invitations"("open");

-- CreateIndex
CREATE INDEX "invitations_tenant_id_created_at_id_idx" ON "invitations"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "invitations_expires_at_idx" ON "invitations"("expires_at");

-- CreateIndex
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits"("expire");

-- CreateIndex
CREATE INDEX "webhook_queues_due_at_idx" ON "webhook_queues"("due_at");

-- CreateIndex
CREATE INDEX "impersonations_account_id_tenant_id_idx" ON "impersonations"("account_id", "tenant_id");

-- CreateIndex
CREATE INDEX "impersonations_tenant_id_created_at_idx" ON "impersonations"("tenant_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "migration_runs_running_key" ON "migration_runs"("running");

-- CreateIndex
CREATE INDEX "migration_runs_created_at_idx" ON "migration_runs"("created_at");

-- CreateIndex
CREATE INDEX "migration_run_tenants_run_id_status_wave_idx" ON "migration_run_tenants"("run_id", "status", "wave");

-- CreateIndex
CREATE INDEX "migration_run_tenants_tenant_id_idx" ON "migration_run_tenants"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "branches_name_key" ON "branches"("name");

-- CreateIndex
CREATE UNIQUE INDEX "branch_previews_preview_id_key" ON "branch_previews"("preview_id");

-- CreateIndex
CREATE INDEX "branch_previews_tenant_id_idx" ON "branch_previews"("tenant_id");

-- CreateIndex
CREATE INDEX "job_runs_job_started_at_idx" ON "job_runs"("job", "started_at");

-- CreateIndex
CREATE INDEX "job_runs_tenant_id_started_at_idx" ON "job_runs"("tenant_id", "started_at");

-- CreateIndex
CREATE INDEX "job_runs_started_at_idx" ON "job_runs"("started_at");

-- CreateIndex
CREATE UNIQUE INDEX "job_runs_job_period_tenant_id_key" ON "job_runs"("job", "period", "tenant_id");

-- CreateIndex
CREATE INDEX "tenant_statistics_tasks_idx" ON "tenant_statistics"("tasks");

-- CreateIndex
CREATE INDEX "tenant_statistics_active_people_idx" ON "tenant_statistics"("active_people");

-- CreateIndex
CREATE INDEX "tenant_statistics_bytes_idx" ON "tenant_statistics"("bytes");

-- CreateIndex
CREATE INDEX "tenant_statistics_last_activity_at_idx" ON "tenant_statistics"("last_activity_at");

-- CreateIndex
CREATE INDEX "tenants_created_at_id_idx" ON "tenants"("created_at", "id");

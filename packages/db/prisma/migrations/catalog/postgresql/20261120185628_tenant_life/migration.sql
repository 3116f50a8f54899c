-- AlterTable
ALTER TABLE "tenants" ADD COLUMN     "delete_at" TIMESTAMP(3),
ADD COLUMN     "epoch" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "template" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "tenant_keys" (
    "place_id" TEXT NOT NULL,
    "wrapped" TEXT NOT NULL,
    "next_wrapped" TEXT,
    "master_key_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "tenant_keys_pkey" PRIMARY KEY ("place_id")
);

-- CreateTable
CREATE TABLE "server_processes" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "server_processes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant_drains" (
    "tenant_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_drains_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "drain_answers" (
    "tenant_id" TEXT NOT NULL,
    "process_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,

    CONSTRAINT "drain_answers_pkey" PRIMARY KEY ("tenant_id","process_id")
);

-- CreateTable
CREATE TABLE "tenant_operations" (
    "id" TEXT NOT NULL,
    "running" TEXT,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "process_id" TEXT NOT NULL,
    "last_error" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "finished_at" TIMESTAMP(3),

    CONSTRAINT "tenant_operations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backups" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "schema_version" TEXT NOT NULL,
    "wrapped_key" TEXT NOT NULL,
    "master_key_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3),

    CONSTRAINT "backups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_events" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "action" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operator_events_pkey" PRIMARY KEY ("id")
);

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

-- CreateIndex
CREATE INDEX "tenants_delete_at_idx" ON "tenants"("delete_at");

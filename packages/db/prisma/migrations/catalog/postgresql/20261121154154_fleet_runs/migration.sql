-- AlterTable
ALTER TABLE "migration_runs" DROP COLUMN "lease_until";

-- AlterTable
ALTER TABLE "server_processes" ADD COLUMN     "schema" TEXT;

-- CreateIndex
CREATE INDEX "tenants_preview_of_idx" ON "tenants"("preview_of");

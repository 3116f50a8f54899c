-- AlterTable
ALTER TABLE "archived_tasks" ADD COLUMN "project_id" TEXT;

-- CreateIndex
CREATE INDEX "archived_tasks_project_id_archived_at_id_idx" ON "archived_tasks"("project_id", "archived_at", "id");

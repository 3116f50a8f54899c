-- CreateTable
CREATE TABLE "trash" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "project_id" TEXT,
    "name" TEXT NOT NULL,
    "number" INTEGER,
    "owner_id" TEXT,
    "seen_by" TEXT,
    "task_count" INTEGER NOT NULL DEFAULT 0,
    "deleted_by_id" TEXT,
    "data" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trash_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trash_parts" (
    "id" TEXT NOT NULL,
    "trash_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" TEXT NOT NULL,

    CONSTRAINT "trash_parts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "trash_created_at_id_idx" ON "trash"("created_at", "id");

-- CreateIndex
CREATE INDEX "trash_project_id_idx" ON "trash"("project_id");

-- CreateIndex
CREATE INDEX "trash_parts_trash_id_kind_id_idx" ON "trash_parts"("trash_id", "kind", "id");

-- AddForeignKey
ALTER TABLE "trash" ADD CONSTRAINT "trash_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trash_parts" ADD CONSTRAINT "trash_parts_trash_id_fkey" FOREIGN KEY ("trash_id") REFERENCES "trash"("id") ON DELETE CASCADE ON UPDATE CASCADE;

import { type Migration, migration } from "../../src/migrations/migration";

/** What an import has to get right: ids, references, a value that no two share, a count, moments, enums, and an empty column. */
export const sqliteMigrations: Migration[] = [
  migration(
    "20250101000000_init",
    `CREATE TABLE "users" (
       "id" TEXT NOT NULL PRIMARY KEY, "email" TEXT NOT NULL, "name" TEXT NOT NULL, "role" TEXT NOT NULL,
       "active" BOOLEAN NOT NULL DEFAULT true, "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
     );
     CREATE UNIQUE INDEX "users_email_key" ON "users"("email");
     CREATE TABLE "projects" (
       "id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "owner_id" TEXT NOT NULL,
       CONSTRAINT "projects_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
     );
     CREATE TABLE "tasks" (
       "id" TEXT NOT NULL PRIMARY KEY, "project_id" TEXT NOT NULL, "number" INTEGER NOT NULL, "title" TEXT NOT NULL,
       "assignee_id" TEXT, "due" TEXT,
       CONSTRAINT "tasks_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
       CONSTRAINT "tasks_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users" ("id") ON DELETE SET NULL ON UPDATE CASCADE
     );
     CREATE UNIQUE INDEX "tasks_project_id_number_key" ON "tasks"("project_id", "number");`,
  ),
];

export const postgresMigrations: Migration[] = [
  migration(
    "20250101000000_init",
    `CREATE TABLE "users" (
       "id" TEXT NOT NULL, "email" TEXT NOT NULL, "name" TEXT NOT NULL, "role" TEXT NOT NULL,
       "active" BOOLEAN NOT NULL DEFAULT true, "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
       CONSTRAINT "users_pkey" PRIMARY KEY ("id")
     );
     CREATE TABLE "projects" ("id" TEXT NOT NULL, "name" TEXT NOT NULL, "owner_id" TEXT NOT NULL, CONSTRAINT "projects_pkey" PRIMARY KEY ("id"));
     CREATE TABLE "tasks" (
       "id" TEXT NOT NULL, "project_id" TEXT NOT NULL, "number" INTEGER NOT NULL, "title" TEXT NOT NULL,
       "assignee_id" TEXT, "due" TEXT, CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
     );
     CREATE UNIQUE INDEX "users_email_key" ON "users"("email");
     CREATE UNIQUE INDEX "tasks_project_id_number_key" ON "tasks"("project_id", "number");
     ALTER TABLE "projects" ADD CONSTRAINT "projects_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
     ALTER TABLE "tasks" ADD CONSTRAINT "tasks_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;
     ALTER TABLE "tasks" ADD CONSTRAINT "tasks_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;`,
  ),
];

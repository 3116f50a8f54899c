import { type Migration, migration } from "../../src/migrations/migration";

/** A small schema with everything that makes copying hard: every type, a circle of references, a count, odd names. */
export const sqliteVersions: Migration[] = [
  migration(
    "20250101000000_init",
    `CREATE TABLE "values" (
       "id" TEXT NOT NULL PRIMARY KEY, "text" TEXT, "count" INTEGER, "big" BIGINT, "ratio" REAL, "price" DECIMAL,
       "done" BOOLEAN NOT NULL DEFAULT false, "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, "blob" BLOB, "data" JSONB
     );
     CREATE TABLE "people" (
       "id" TEXT NOT NULL PRIMARY KEY, "boss_id" TEXT, "team_id" TEXT,
       CONSTRAINT "people_boss_id_fkey" FOREIGN KEY ("boss_id") REFERENCES "people" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
       CONSTRAINT "people_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE SET NULL ON UPDATE CASCADE
     );
     CREATE TABLE "teams" (
       "id" TEXT NOT NULL PRIMARY KEY, "lead_id" TEXT,
       CONSTRAINT "teams_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "people" ("id") ON DELETE SET NULL ON UPDATE CASCADE
     );
     CREATE TABLE "a log" ("number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "person_id" TEXT NOT NULL, "Said ""so""" TEXT NOT NULL,
       CONSTRAINT "a log_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE ON UPDATE CASCADE
     );
     CREATE TABLE "pairs" ("left" TEXT NOT NULL, "right" INTEGER NOT NULL, "sum" INTEGER NOT NULL DEFAULT 0, PRIMARY KEY ("right", "left"));`,
  ),
  migration("20250201000000_nick", `ALTER TABLE "people" ADD COLUMN "nick" TEXT;`),
];

export const postgresVersions: Migration[] = [
  migration(
    "20250101000000_init",
    `CREATE TABLE "values" (
       "id" TEXT NOT NULL, "text" TEXT, "count" INTEGER, "big" BIGINT, "ratio" DOUBLE PRECISION, "price" DECIMAL(65,30),
       "done" BOOLEAN NOT NULL DEFAULT false, "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "blob" BYTEA, "data" JSONB,
       CONSTRAINT "values_pkey" PRIMARY KEY ("id")
     );
     CREATE TABLE "people" ("id" TEXT NOT NULL, "boss_id" TEXT, "team_id" TEXT, CONSTRAINT "people_pkey" PRIMARY KEY ("id"));
     CREATE TABLE "teams" ("id" TEXT NOT NULL, "lead_id" TEXT, CONSTRAINT "teams_pkey" PRIMARY KEY ("id"));
     CREATE TABLE "a log" ("number" SERIAL NOT NULL, "person_id" TEXT NOT NULL, "Said ""so""" TEXT NOT NULL, CONSTRAINT "a log_pkey" PRIMARY KEY ("number"));
     CREATE TABLE "pairs" ("left" TEXT NOT NULL, "right" INTEGER NOT NULL, "sum" INTEGER NOT NULL DEFAULT 0, CONSTRAINT "pairs_pkey" PRIMARY KEY ("right","left"));
     ALTER TABLE "people" ADD CONSTRAINT "people_boss_id_fkey" FOREIGN KEY ("boss_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;
     ALTER TABLE "people" ADD CONSTRAINT "people_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;
     ALTER TABLE "teams" ADD CONSTRAINT "teams_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;
     ALTER TABLE "a log" ADD CONSTRAINT "a log_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;`,
  ),
  migration("20250201000000_nick", `ALTER TABLE "people" ADD COLUMN "nick" TEXT;`),
];

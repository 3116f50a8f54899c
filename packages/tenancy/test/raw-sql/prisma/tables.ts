import type { SqlDialect } from "../../../src/sql/dialect";

/** The schema's tables, statement by statement. */
export function tablesFor(dialect: SqlDialect): string[] {
  const postgres = dialect === "postgresql";
  const number = postgres ? "SERIAL PRIMARY KEY" : "INTEGER PRIMARY KEY AUTOINCREMENT";
  const time = postgres ? "TIMESTAMP(3)" : "DATETIME";
  return [
    ...(postgres ? [`CREATE TYPE "Mood" AS ENUM ('CALM', 'LOUD')`] : []),
    `CREATE TABLE "people; drop" (
       "id" TEXT PRIMARY KEY, "email" TEXT NOT NULL UNIQUE, "name" TEXT,
       "mood" ${postgres ? '"Mood"' : "TEXT"} NOT NULL DEFAULT 'CALM',
       "boss" TEXT REFERENCES "people; drop" ON DELETE SET NULL, "updated at" ${time} NOT NULL)`,
    `CREATE TABLE "Profile" (
       "id" ${number}, "set" TEXT NOT NULL,
       "select" TEXT NOT NULL UNIQUE REFERENCES "people; drop" ON DELETE CASCADE)`,
    `CREATE TABLE "Post" (
       "id" ${number}, "authorId" TEXT NOT NULL REFERENCES "people; drop" ON DELETE CASCADE,
       "number" INTEGER NOT NULL, "title" TEXT NOT NULL, "views" INTEGER NOT NULL DEFAULT 0,
       "score" ${postgres ? "DOUBLE PRECISION" : "REAL"}, "price" DECIMAL, "big" BIGINT,
       "done" BOOLEAN NOT NULL DEFAULT false, "meta" JSONB, "data" ${postgres ? "BYTEA" : "BLOB"},
       "at" ${time} NOT NULL DEFAULT CURRENT_TIMESTAMP, UNIQUE ("authorId", "number"))`,
    `CREATE TABLE "Tag" ("name" TEXT PRIMARY KEY)`,
    `CREATE TABLE "_PostToTag" (
       "A" INTEGER NOT NULL REFERENCES "Post" ON DELETE CASCADE,
       "B" TEXT NOT NULL REFERENCES "Tag" ON DELETE CASCADE, UNIQUE ("A", "B"))`,
  ];
}

import { expect, it } from "vitest";
import { isAdditive, migrationRisks } from "./additive";

const kindsOf = (sql: string, dialect: "sqlite" | "postgresql") =>
  migrationRisks(sql, dialect).map(({ kind }) => kind);

it.each([
  "ALTER TABLE projects ADD COLUMN estimate INTEGER",
  `ALTER TABLE "projects" ADD COLUMN "estimate" INTEGER NOT NULL DEFAULT 0`,
  'CREATE TABLE "budgets" ("id" TEXT NOT NULL, "amount" INTEGER NOT NULL); CREATE UNIQUE INDEX "u" ON "budgets"("id");',
  `-- A comment; DROP TABLE projects\nUPDATE projects SET name = 'drop table x;' WHERE 1 = 0`,
  'DROP INDEX "projects_name_idx"',
])("%s only adds, on both engines", (sql) => {
  expect(kindsOf(sql, "sqlite")).toEqual([]);
  expect(kindsOf(sql, "postgresql")).toEqual([]);
});

it.each([
  ["DROP TABLE projects", "loses_data"],
  ['ALTER TABLE "projects" DROP COLUMN "name"', "loses_data"],
  ["DELETE FROM projects", "loses_data"],
  ['ALTER TABLE "projects" ADD COLUMN "estimate" INTEGER NOT NULL', "breaks_older_code"],
  ['ALTER TABLE "projects" RENAME COLUMN "name" TO "title"', "breaks_older_code"],
  ['ALTER TABLE "projects" RENAME TO "plans"', "breaks_older_code"],
  ["CREATE TRIGGER t AFTER INSERT ON projects BEGIN DELETE FROM tasks; END", "unknown"],
] as const)("%s is not additive: %s", (sql, kind) => {
  expect(kindsOf(sql, "sqlite")).toEqual([kind]);
  expect(isAdditive(migrationRisks(sql, "sqlite"))).toBe(false);
});

it.each([
  ['CREATE UNIQUE INDEX "u" ON "projects"("name")', "may_fail", "sqlite"],
  ['CREATE INDEX "i" ON "projects"("name")', "locks", "postgresql"],
  ['ALTER TABLE "a" ADD CONSTRAINT "fk" FOREIGN KEY ("x") REFERENCES "b"("id")', "may_fail", "postgresql"],
  ["VACUUM", "not_transactional", "sqlite"],
] as const)("%s is additive and says that it %s", (sql, kind, dialect) => {
  const risks = migrationRisks(sql, dialect);
  expect(risks.map((risk) => risk.kind)).toEqual([kind]);
  expect(isAdditive(risks)).toBe(true);
});

it.each([
  ['ALTER TABLE "a" ALTER COLUMN "x" SET NOT NULL', false],
  ['ALTER TABLE "a" ALTER COLUMN "x" SET DATA TYPE BIGINT', false],
  ['ALTER TABLE "a" ALTER COLUMN "x" DROP NOT NULL, ADD COLUMN "y" TEXT', true],
  ['ALTER TABLE "a" ADD COLUMN "y" TEXT, DROP COLUMN "x"', false],
  [`ALTER TYPE "mood" ADD VALUE 'calm'`, true],
] as const)("on PostgreSQL, %s is additive: %s", (sql, additive) => {
  expect(isAdditive(migrationRisks(sql, "postgresql"))).toBe(additive);
});

const remade = (column: string, copied: string) => `PRAGMA foreign_keys=OFF;
  CREATE TABLE "new_labels" ("id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, ${column});
  INSERT INTO "new_labels" (${copied}) SELECT ${copied} FROM "labels";
  DROP TABLE "labels";
  ALTER TABLE "new_labels" RENAME TO "labels";
  PRAGMA foreign_keys=ON;`;

it("a table that SQLite makes anew is judged by what the new one demands", () => {
  const more = remade('"sort" INTEGER NOT NULL DEFAULT 7', '"id", "name"');
  expect(kindsOf(more, "sqlite")).toEqual(["locks"]);
  const demanding = remade('"sort" INTEGER NOT NULL', '"id", "name"');
  expect(kindsOf(demanding, "sqlite")).toEqual(["breaks_older_code"]);
});

import { expect, it } from "vitest";
import { countedByTenant } from "./counted-by-tenant";

function counted(...statements: string[]): readonly string[] {
  return countedByTenant({ name: "m", statements }, "t_1").statements;
}

it("has columns that count by themselves count per tenant", () => {
  expect(
    counted(
      'CREATE TABLE "a b" ("id" SERIAL NOT NULL, "It\'s" BIGSERIAL, s smallserial PRIMARY KEY, CONSTRAINT "k" UNIQUE ("id"))',
    ),
  ).toEqual([
    'CREATE TABLE "a b" ("id" INTEGER NOT NULL NOT NULL DEFAULT acre.next_number(\'t_1.a b.id\')::integer, ' +
      "\"It's\" BIGINT NOT NULL DEFAULT acre.next_number('t_1.a b.It''s')::bigint, " +
      's SMALLINT NOT NULL PRIMARY KEY DEFAULT acre.next_number(\'t_1.a b.s\')::smallint, CONSTRAINT "k" UNIQUE ("id"))',
  ]);
  expect(counted("CREATE TABLE IF NOT EXISTS a (n SERIAL)")).toEqual([
    "CREATE TABLE IF NOT EXISTS a (n INTEGER NOT NULL DEFAULT acre.next_number('t_1.a.n')::integer)",
  ]);
});

it("leaves everything else as it is", () => {
  const statements = [
    'CREATE TABLE "a" ("id" INTEGER NOT NULL DEFAULT 1, "serial" TEXT, PRIMARY KEY ("id"), CHECK ("id" > 0))',
    'ALTER TABLE "a" ADD COLUMN "n" SERIAL',
    'CREATE TABLE other.a ("id" SERIAL)',
    "CREATE TABLE a AS SELECT 1",
    `INSERT INTO a VALUES ('CREATE TABLE a (n SERIAL)')`,
  ];
  expect(counted(...statements)).toEqual(statements);
});

import { expect, it } from "vitest";
import { leavesTransaction } from "./leaves-transaction";

it.each([
  "VACUUM",
  "CREATE TABLE a(x); -- then\n vacuum;",
  "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END; COMMIT",
  "BEGIN; SELECT 1; END",
  "ROLLBACK",
])("has to be run outside of a transaction: %s", (sql) => {
  expect(leavesTransaction(sql)).toBe(true);
});

it.each([
  "CREATE TABLE vacuum(x); INSERT INTO vacuum VALUES ('; VACUUM;') -- ; VACUUM",
  "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; SELECT CASE 1 WHEN 1 THEN 2 END; END; SELECT 1",
  "PRAGMA foreign_keys=OFF; DROP TABLE a; PRAGMA foreign_keys=ON;",
  "SAVEPOINT a; ROLLBACK TO a; RELEASE a",
  "'",
])("fits into a transaction: %s", (sql) => {
  expect(leavesTransaction(sql)).toBe(false);
});

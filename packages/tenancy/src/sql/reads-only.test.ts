import { describe, expect, it } from "vitest";
import { readsOnly } from "./reads-only";

describe.each(["sqlite", "postgresql"] as const)("in %s", (dialect) => {
  it.each([
    "SELECT count(*) FROM tasks",
    "select replace(title, 'update', 'x') from tasks where title = 'delete from tasks'",
    "WITH open AS (SELECT 1) SELECT * FROM open -- insert into tasks",
    'SELECT "update" FROM tasks',
    "VALUES (1)",
    "(SELECT 1) UNION (SELECT 2);",
  ])("%s reads", (sql) => expect(readsOnly(sql, dialect)).toBe(true));

  it.each([
    "DELETE FROM tasks",
    "WITH gone AS (DELETE FROM tasks RETURNING 1) SELECT * FROM gone",
    "with x as (select 1) insert into tasks select * from x",
    "UPDATE tasks SET title = ''",
    "SELECT * FROM tasks FOR UPDATE",
    "SELECT 1 INTO made",
    "REPLACE INTO tasks VALUES (1)",
    "MERGE INTO tasks USING x ON true WHEN MATCHED THEN DELETE",
  ])("%s does not", (sql) => expect(readsOnly(sql, dialect)).toBe(false));
});

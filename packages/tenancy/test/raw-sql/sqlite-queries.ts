import type { OrdinaryQuery } from "./attack";

/** Raw queries as people write them on SQLite, which the guard must not be in the way of. */
export const sqliteQueries: readonly OrdinaryQuery[] = [
  { name: "a string with a semicolon", sql: "select ';' as x;", rows: [{ x: ";" }] },
  {
    name: "words of refused statements in a string",
    sql: "SELECT 'attach; PRAGMA drop table pragma_database_list' AS x",
    rows: [{ x: "attach; PRAGMA drop table pragma_database_list" }],
  },
  {
    name: "a refused name as a value",
    sql: "SELECT 'dbstat' AS x WHERE 'a' <> 'sqlite_dbpage'",
    rows: [{ x: "dbstat" }],
  },
  {
    name: "a refused name as a value in a list",
    sql: "SELECT id FROM Owner WHERE email IN ('ada@x', 'pragma_database_list')",
    rows: [{ id: 1 }],
  },
  { name: "a doubled quote", sql: "SELECT 'it''s; --' AS x", rows: [{ x: "it's; --" }] },
  { name: "comments", sql: "/* ATTACH; */ SELECT 1 AS x -- DROP TABLE Note;\n", rows: [{ x: 1 }] },
  {
    name: "keywords as quoted names",
    sql: 'SELECT 1 AS "set", 2 AS [attach], 3 AS `drop table`',
    rows: [{ set: 1, attach: 2, "drop table": 3 }],
  },
  { name: "a column called edit", sql: "SELECT edit FROM (SELECT 1 AS edit)", rows: [{ edit: 1 }] },
  {
    name: "a join",
    sql: "SELECT o.email, n.id FROM Owner o JOIN Note n ON n.ownerId = o.id WHERE n.count > ? ORDER BY n.id",
    values: [1],
    rows: [
      { email: "ada@x", id: "n2" },
      { email: "bob@x", id: "n3" },
    ],
  },
  {
    name: "a left join with grouping",
    sql: "SELECT o.email, count(n.id) AS n FROM Owner o LEFT JOIN Note n ON n.ownerId = o.id GROUP BY o.id HAVING count(*) > 0 ORDER BY 1",
    rows: [
      { email: "ada@x", n: 2 },
      { email: "bob@x", n: 1 },
    ],
  },
  {
    name: "a common table expression",
    sql: "WITH busy AS (SELECT ownerId FROM Note GROUP BY ownerId HAVING count(*) > 1) SELECT email FROM Owner WHERE id IN busy",
    rows: [{ email: "ada@x" }],
  },
  {
    name: "a recursive one",
    sql: "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 4) SELECT sum(i) AS s FROM n",
    rows: [{ s: 10 }],
  },
  {
    name: "window functions",
    sql: "SELECT id, row_number() OVER w AS r, sum(count) OVER (PARTITION BY ownerId ORDER BY id) AS s FROM Note WINDOW w AS (ORDER BY count DESC) ORDER BY id",
    rows: [
      { id: "n1", r: 3, s: 1 },
      { id: "n2", r: 2, s: 3 },
      { id: "n3", r: 1, s: 3 },
    ],
  },
  {
    name: "filter and case",
    sql: "SELECT count(*) FILTER (WHERE done) AS d, sum(CASE WHEN count > 1 THEN 1 ELSE 0 END) AS c FROM Note",
    rows: [{ d: 0, c: 2 }],
  },
  {
    name: "exists",
    sql: "SELECT email FROM Owner o WHERE NOT EXISTS (SELECT 1 FROM Note WHERE ownerId = o.id AND count = 3)",
    rows: [{ email: "ada@x" }],
  },
  {
    name: "union",
    sql: "SELECT email AS x FROM Owner UNION SELECT id FROM Note ORDER BY x LIMIT 2 OFFSET 1",
    rows: [{ x: "bob@x" }, { x: "n1" }],
  },
  {
    name: "values",
    sql: "VALUES (1, 'a'), (2, 'b')",
    rows: [
      { column1: 1, column2: "a" },
      { column1: 2, column2: "b" },
    ],
  },
  {
    name: "json",
    sql: "SELECT json_extract(data, '$.a') AS a, data ->> '$.a' AS b FROM Note WHERE id = 'n1'",
    rows: [{ a: 1, b: 1 }],
  },
  {
    name: "json_each",
    sql: 'SELECT key, value FROM json_each(\'{"a":1,"b":2}\') ORDER BY key',
    rows: [
      { key: "a", value: 1 },
      { key: "b", value: 2 },
    ],
  },
  {
    name: "replace, the function",
    sql: "SELECT replace(text, 'first', 'last') AS t FROM Note WHERE id = 'n1'",
    rows: [{ t: "last; attach" }],
  },
  {
    name: "like with an escape",
    sql: "SELECT id FROM Note WHERE text LIKE '%\\_%' ESCAPE '\\' OR text GLOB 'th*'",
    rows: [{ id: "n3" }],
  },
  {
    name: "numbers of all kinds",
    sql: "SELECT 1_000 AS a, 0xFF AS b, .5 AS c, 1e2 AS d, x'00ff' = X'00FF' AS e",
    rows: [{ a: 1000, b: 255, c: 0.5, d: 100, e: 1 }],
  },
  {
    name: "parameters in two places",
    sql: "SELECT ? AS a WHERE ? = 'two'",
    values: ["one", "two"],
    rows: [{ a: "one" }],
  },
  {
    name: "operators close to comments",
    sql: "SELECT 3-(-1)AS a,6/2*1 AS b,1<>2 AS c,5%3 AS d,1||'' AS e",
    rows: [{ a: 4, b: 3, c: 1, d: 2, e: "1" }],
  },
  {
    name: "the schema, read",
    sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'Note'",
    rows: [{ name: "Note" }],
  },
  {
    name: "the schema, described",
    sql: "SELECT name FROM pragma_table_info('Owner') ORDER BY cid",
    rows: [{ name: "id" }, { name: "email" }],
  },
  { name: "the history, read", sql: "SELECT count(*) AS n FROM _prisma_migrations", rows: [{ n: 1 }] },
  {
    name: "the qualified name",
    sql: 'SELECT "main"."Owner"."email" FROM "main"."Owner" WHERE main.Owner.id = 2',
    rows: [{ email: "bob@x" }],
  },
  {
    name: "insert returning",
    sql: "INSERT INTO Owner (email) VALUES ('cy@x') RETURNING id, email",
    rows: [{ id: 3, email: "cy@x" }],
  },
  {
    name: "upsert returning",
    sql: "INSERT INTO Owner (id, email) VALUES (3, 'x') ON CONFLICT (id) DO UPDATE SET email = 'new-' || Owner.email RETURNING email",
    rows: [{ email: "new-cy@x" }],
  },
  {
    name: "insert from select",
    sql: "INSERT INTO Note (id, text, ownerId) SELECT 'copy-' || id, text, 3 FROM Note WHERE ownerId = 2 RETURNING id",
    rows: [{ id: "copy-n3" }],
  },
  {
    name: "update with a subquery",
    sql: "UPDATE Note SET count = (SELECT max(count) FROM Note) + 1 WHERE ownerId = 3 RETURNING count",
    rows: [{ count: 4 }],
  },
  {
    name: "update from",
    sql: "UPDATE Note SET text = o.email FROM Owner o WHERE o.id = Note.ownerId AND o.id = 3 RETURNING text",
    rows: [{ text: "new-cy@x" }],
  },
  {
    name: "insert or replace",
    sql: "INSERT OR REPLACE INTO Note (id, text) VALUES ('r', 'set; drop') RETURNING text",
    rows: [{ text: "set; drop" }],
  },
  {
    name: "replace into",
    sql: "REPLACE INTO Note (id, text) VALUES ('r', 'again') RETURNING text",
    rows: [{ text: "again" }],
  },
  { name: "delete with a limit", sql: "DELETE FROM Note WHERE id = 'r' RETURNING id", rows: [{ id: "r" }] },
  {
    name: "delete behind with",
    sql: "WITH gone AS (SELECT 3 AS id) DELETE FROM Owner WHERE id IN (SELECT id FROM gone) RETURNING id",
    rows: [{ id: 3 }],
  },
];

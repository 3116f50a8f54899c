import type { OrdinaryQuery } from "./attack";

/** Raw queries as people write them on PostgreSQL, which the guard must not be in the way of. */
export const postgresQueries: readonly OrdinaryQuery[] = [
  { name: "a string with a semicolon", sql: "select ';' as x;", rows: [{ x: ";" }] },
  {
    name: "words of refused statements in a string",
    sql: "SELECT 'set role; COPY pg_class INTO x' AS x",
    rows: [{ x: "set role; COPY pg_class INTO x" }],
  },
  {
    name: "a refused name as a value",
    sql: "SELECT 'pg_namespace' AS x WHERE 'a' <> 'set_config'",
    rows: [{ x: "pg_namespace" }],
  },
  {
    name: "a dollar-quoted string",
    sql: "SELECT $q$it's; DROP$q$ AS x, $$a$$ AS y",
    rows: [{ x: "it's; DROP", y: "a" }],
  },
  { name: "an escape string", sql: "SELECT E'a\\'b\\n' AS x", rows: [{ x: "a'b\n" }] },
  { name: "a string over two lines", sql: "SELECT 'a'\n  'b' AS x", rows: [{ x: "ab" }] },
  {
    name: "a backslash that escapes nothing",
    sql: "SELECT id FROM \"Note\" WHERE text LIKE '%\\_%' ESCAPE '\\' OR text ILIKE 'TH%'",
    rows: [{ id: "n3" }],
  },
  {
    name: "backslashes in two strings",
    sql: "SELECT 'a\\' AS x, 'b\\' AS y",
    rows: [{ x: "a\\", y: "b\\" }],
  },
  { name: "comments", sql: "/* COPY /* nested; */ */ SELECT 1 AS x -- DROP TABLE x;\n", rows: [{ x: 1 }] },
  {
    name: "keywords as quoted names",
    sql: 'SELECT 1 AS "set", 2 AS "into", 3 AS "drop table"',
    rows: [{ set: 1, into: 2, "drop table": 3 }],
  },
  { name: "a name with unicode escapes", sql: 'SELECT 1 AS U&"d\\0061ta"', rows: [{ data: 1 }] },
  {
    name: "a join",
    sql: 'SELECT o.email, n.id FROM "Owner" o JOIN "Note" n ON n."ownerId" = o.id WHERE n.count > $1 ORDER BY n.id',
    values: [1],
    rows: [
      { email: "ada@x", id: "n2" },
      { email: "bob@x", id: "n3" },
    ],
  },
  {
    name: "a left join with grouping",
    sql: 'SELECT o.email, count(n.id)::int AS n FROM "Owner" o LEFT JOIN "Note" n ON n."ownerId" = o.id GROUP BY o.email HAVING count(*) > 0 ORDER BY 1',
    rows: [
      { email: "ada@x", n: 2 },
      { email: "bob@x", n: 1 },
    ],
  },
  {
    name: "a lateral join",
    sql: 'SELECT o.email, n.id FROM "Owner" o CROSS JOIN LATERAL (SELECT id FROM "Note" WHERE "ownerId" = o.id ORDER BY id DESC LIMIT 1) n ORDER BY 1',
    rows: [
      { email: "ada@x", id: "n2" },
      { email: "bob@x", id: "n3" },
    ],
  },
  {
    name: "a common table expression",
    sql: 'WITH busy AS MATERIALIZED (SELECT "ownerId" FROM "Note" GROUP BY 1 HAVING count(*) > 1) SELECT email FROM "Owner" WHERE id IN (TABLE busy)',
    rows: [{ email: "ada@x" }],
  },
  {
    name: "a recursive one",
    sql: "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 4) SELECT sum(i)::int AS s FROM n",
    rows: [{ s: 10 }],
  },
  {
    name: "window functions",
    sql: 'SELECT id, row_number() OVER w::int AS r FROM "Note" WINDOW w AS (ORDER BY count DESC) ORDER BY id'.replace(
      "OVER w::int",
      "OVER w",
    ),
    rows: [
      { id: "n1", r: 3 },
      { id: "n2", r: 2 },
      { id: "n3", r: 1 },
    ],
  },
  {
    name: "filter and case",
    sql: 'SELECT (count(*) FILTER (WHERE done))::int AS d, sum(CASE WHEN count > 1 THEN 1 ELSE 0 END)::int AS c FROM "Note"',
    rows: [{ d: 0, c: 2 }],
  },
  {
    name: "distinct on",
    sql: 'SELECT DISTINCT ON ("ownerId") id FROM "Note" ORDER BY "ownerId", count DESC',
    rows: [{ id: "n2" }, { id: "n3" }],
  },
  {
    name: "exists",
    sql: 'SELECT email FROM "Owner" o WHERE NOT EXISTS (SELECT FROM "Note" WHERE "ownerId" = o.id AND count = 3)',
    rows: [{ email: "ada@x" }],
  },
  {
    name: "a union in parentheses",
    sql: '(SELECT email AS x FROM "Owner") UNION (SELECT id FROM "Note") ORDER BY x LIMIT 2 OFFSET 1',
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
  { name: "a table", sql: 'TABLE "Tag"', rows: [] },
  {
    name: "json",
    sql: "SELECT data ->> 'a' AS a, data @> '{\"a\":1}' AS b, data ? 'a' AS c FROM \"Note\" WHERE id = 'n1'",
    rows: [{ a: "1", b: true, c: true }],
  },
  {
    name: "json unfolded",
    sql: 'SELECT key, value::int AS v FROM jsonb_each_text(\'{"a":1,"b":2}\') ORDER BY key',
    rows: [
      { key: "a", v: 1 },
      { key: "b", v: 2 },
    ],
  },
  {
    name: "arrays",
    sql: "SELECT (ARRAY[1,2,3])[2:3] AS a, 2 = ANY('{1,2}'::int[]) AS b",
    rows: [{ a: [2, 3], b: true }],
  },
  {
    name: "full text",
    sql: "SELECT id FROM \"Note\" WHERE to_tsvector('english', text) @@ plainto_tsquery('english'::regconfig, 'attached')",
    rows: [{ id: "n1" }],
  },
  {
    name: "dates",
    sql: "SELECT date_trunc('month', timestamp '2024-02-29') + interval '1 day' = '2024-02-02' AS x, extract(year FROM date '2024-01-01')::int AS y",
    rows: [{ x: true, y: 2024 }],
  },
  {
    name: "a series",
    sql: "SELECT array_agg(g) AS g FROM generate_series(1, 3) AS g",
    rows: [{ g: [1, 2, 3] }],
  },
  {
    name: "harmless server functions",
    sql: "SELECT pg_typeof(1)::text AS t, pg_size_pretty(1024::bigint) AS s, pg_catalog.upper('a') AS u",
    rows: [{ t: "integer", s: "1024 bytes", u: "A" }],
  },
  { name: "a cast to an enumeration", sql: "SELECT 'LOUD'::\"TagKind\"::text AS k", rows: [{ k: "LOUD" }] },
  {
    name: "is distinct from",
    sql: "SELECT 1 IS DISTINCT FROM NULL AS x, 'a' COLLATE \"C\" < 'b' AS y",
    rows: [{ x: true, y: true }],
  },
  {
    name: "locking one's own rows",
    sql: "SELECT id FROM \"Note\" WHERE id = 'n1' FOR UPDATE SKIP LOCKED",
    rows: [{ id: "n1" }],
  },
  {
    name: "insert returning",
    sql: "INSERT INTO \"Owner\" (email) VALUES ('cy@x') RETURNING id, email",
    rows: [{ id: 3, email: "cy@x" }],
  },
  {
    name: "insert from select",
    sql: 'INSERT INTO "Note" (id, text, "ownerId") SELECT \'copy-\' || id, text, 3 FROM "Note" WHERE "ownerId" = 2 RETURNING id',
    rows: [{ id: "copy-n3" }],
  },
  {
    name: "update with a subquery",
    sql: 'UPDATE "Note" SET count = (SELECT max(count) FROM "Note") + 1 WHERE "ownerId" = 3 RETURNING count',
    rows: [{ count: 4 }],
  },
  {
    name: "update from",
    sql: 'UPDATE "Note" n SET text = o.email FROM "Owner" o WHERE o.id = n."ownerId" AND o.id = 3 RETURNING n.text',
    rows: [{ text: "cy@x" }],
  },
  {
    name: "a write in a common table expression",
    sql: "WITH gone AS (DELETE FROM \"Note\" WHERE id = 'copy-n3' RETURNING id) SELECT * FROM gone",
    rows: [{ id: "copy-n3" }],
  },
  {
    name: "delete using",
    sql: 'DELETE FROM "Owner" o USING (VALUES (3)) v(id) WHERE o.id = v.id RETURNING o.email',
    rows: [{ email: "cy@x" }],
  },
  {
    name: "merge",
    sql: "MERGE INTO \"Tag\" t USING (VALUES ('m')) v(name) ON t.name = v.name WHEN NOT MATCHED THEN INSERT (name, words) VALUES (v.name, '{}')",
    rows: [],
  },
  {
    name: "on conflict do nothing",
    sql: "INSERT INTO \"Tag\" (name) VALUES ('m') ON CONFLICT DO NOTHING RETURNING name",
    rows: [],
  },
];

import { edit, test } from "./leak.mjs";

const sqlite = test("sql/guard.test.ts", "sqlite refuses the attacks that are its to hold");
const postgres = test("sql/guard.test.ts", "postgresql refuses the attacks that are its to hold");

/** @type {(verb: string) => import("./leak.mjs").Edit} */
const allowOnSqlite = (verb) =>
  edit("sql/statement-kind.ts", 'sqlite: ["select"', `sqlite: ["${verb}", "select"`);
/** @type {(verb: string) => import("./leak.mjs").Edit} */
const allowOnPostgres = (verb) =>
  edit("sql/statement-kind.ts", 'postgresql: ["select"', `postgresql: ["${verb}", "select"`);

/** What a tenant's own SQL could reach if nothing judged it. @type {import("./leak.mjs").Leak[]} */
export const rawSql = [
  { leak: "raw SQL may ATTACH another tenant's file", edits: [allowOnSqlite("attach")], test: sqlite },
  { leak: "raw SQL may VACUUM INTO a file", edits: [allowOnSqlite("vacuum")], test: sqlite },
  {
    leak: "raw SQL may change the file's settings by PRAGMA",
    edits: [allowOnSqlite("pragma")],
    test: sqlite,
  },
  { leak: "raw SQL may SET ROLE and settings", edits: [allowOnPostgres("set")], test: postgres },
  {
    leak: "raw SQL may COPY from and to files and programs",
    edits: [allowOnPostgres("copy")],
    test: postgres,
  },
  {
    leak: "raw SQL may call set_config and current_setting",
    edits: [edit("sql/postgres-names.ts", '"set_config current_setting setseed', '"setseed')],
    test: postgres,
  },
  {
    leak: "raw SQL may be another text once it is sent as UTF-8",
    edits: [edit("sql/tokenize.ts", "if (!sql.isWellFormed()) throw", "if (sql === '\\0') throw")],
    test: test("sql/tokenize.test.ts", "postgresql refuses \"'\\ud800'\""),
  },
  {
    leak: "raw SQL may read the catalogs, which list tenants",
    edits: [
      edit("sql/postgres-names.ts", "if (!/^_?pg_/.test(name)", "if (name !== '' || !/^_?pg_/.test(name)"),
    ],
    test: postgres,
  },
  {
    leak: "raw SQL on SQLite is not judged at all",
    edits: [
      edit(
        "sqlite/adapter.ts",
        'assertTenantStatement(sql, "sqlite");',
        "if (sql === '') assertTenantStatement(sql, 'sqlite');",
      ),
    ],
    test: test("sql/containment-sqlite.test.ts", "attacks through a tenant's handle"),
  },
  {
    leak: "raw SQL on PostgreSQL is not judged at all",
    edits: [
      edit("postgres/server.ts", 'guard(text, "postgresql");', "if (text === '') guard(text, 'postgresql');"),
    ],
    test: test(
      "postgres/transactions.test.ts",
      "in the schema model are not a person's to begin or end with raw SQL",
    ),
  },
];

import { edit, test } from "./leak.mjs";

const exempt = test("postgres/app-login.test.ts", "the app's login is refused when no policy would hold it");

/** As whom the application connects, and through what. @type {import("./leak.mjs").Leak[]} */
export const logins = [
  {
    leak: "a login exempt from policies is accepted",
    edits: [edit("postgres/server.ts", "if (superuser || bypassRls) {", "if (superuser) {")],
    test: exempt,
  },
  {
    leak: "a superuser's login is accepted",
    edits: [edit("postgres/server.ts", "if (superuser || bypassRls) {", "if (bypassRls && !superuser) {")],
    test: exempt,
  },
  {
    leak: "the login became exempt from policies after the start",
    sql: "ALTER ROLE {app} BYPASSRLS",
    model: "schema",
    finding: "login_attribute",
  },
  {
    leak: "the login owns a table",
    sql: 'ALTER TABLE {schema}."Tag" OWNER TO {app}',
    model: "schema",
    finding: "login_owns",
  },
  {
    leak: "the login is a member of a role that reads everything",
    sql: "GRANT pg_read_all_data TO {app}",
    model: "row",
    finding: "login_member",
  },
  {
    leak: "the login may leave temporary tables on a shared connection",
    edits: [
      edit("postgres/app-login.ts", "REVOKE CREATE, TEMPORARY ON DATABASE", "REVOKE CREATE ON DATABASE"),
    ],
    test: test("postgres/containment.test.ts", "in the schema model writes, changes and removes none"),
  },
  {
    leak: "the login reaches a table of nobody's in particular",
    sql: "CREATE TABLE public.accounts (email text); GRANT SELECT ON public.accounts TO {app}",
    model: "row",
    finding: "foreign_grant",
  },
  {
    leak: "a pooler that tears transactions apart goes unnoticed",
    edits: [
      edit(
        "postgres/inspect/pooler.ts",
        'if (!hasState(error, "08P01")) throw error;',
        'if (!hasState(error, "08P01")) throw error;\n    if (error.message !== "") return [];',
      ),
    ],
    test: test("postgres/pgbouncer.test.ts", "the row model refuses to start in statement mode"),
    program: "pgbouncer",
  },
  {
    leak: "statements stay prepared behind a pooler that hands out other backends",
    edits: [edit("postgres/server.ts", "this.pool.keepNoStatements();", "this.pool.gauges();")],
    test: test("postgres/pgbouncer.test.ts", "the row model keeps tenants apart in transaction mode"),
    program: "pgbouncer",
  },
];

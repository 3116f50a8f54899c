import type { Plot, sqlOf } from "./plot";

type Sql = ReturnType<typeof sqlOf>;

/** What no engine may let through, by what it would do. Nothing here depends on the model. */
export function attacksOn({ children, texts, remove }: Sql): Record<string, string> {
  return {
    "ends the transaction": "COMMIT",
    "begins one that nobody ends": "BEGIN",
    "takes writes of others back": "ROLLBACK",
    "sets a savepoint": "SAVEPOINT s",
    "puts a second statement behind the first": `SELECT 1; ${remove}`,
    "hides a second statement behind a comment": `SELECT 1 /* */ ; ${remove} -- `,
    "opens another file": "ATTACH DATABASE 'other.db' AS other",
    "opens another file behind a comment": "/* SELECT */ ATTACH DATABASE 'other.db' AS other",
    "copies itself into a file": "VACUUM INTO 'copy.db'",
    "changes a setting of the file": "PRAGMA foreign_keys = OFF",
    "asks where the file is": "SELECT file FROM pragma_database_list",
    "loads code": "SELECT load_extension('x')",
    "changes where names are looked up": "SET search_path TO public",
    "changes a setting by a function": "SELECT set_config('search_path', 'public', false)",
    "takes another role": "SET ROLE postgres",
    "drops its settings": "RESET ALL",
    "copies a table out": `COPY ${children} TO STDOUT`,
    "runs a program of its own": "DO $$ BEGIN NULL; END $$",
    "lists the schemas": "SELECT nspname FROM pg_namespace",
    "lists the tables of all": "SELECT table_schema FROM information_schema.tables",
    "reads a file of the server": "SELECT pg_read_file('PG_VERSION')",
    "runs SQL that is given as text": "SELECT query_to_xml('SELECT 1', true, true, '')",
    waits: "SELECT pg_sleep(60)",
    "makes a table": "CREATE TABLE planted (x int)",
    "makes a table that covers its own": `CREATE TEMP TABLE ${children} (x int)`,
    "makes a view": `CREATE VIEW planted AS ${texts}`,
    "changes a table": `ALTER TABLE ${children} ADD COLUMN planted int`,
    "drops a table": `DROP TABLE ${children}`,
    "empties a table past its fence": `TRUNCATE ${children}`,
    "gives rights away": `GRANT ALL ON ${children} TO PUBLIC`,
    "rewrites the history of migrations": `DELETE FROM "_prisma_migrations"`,
    "says nothing": "",
  };
}

/** What names another tenant in each model's way. Where there is no such place it is refused, else finds nothing. */
export function reachesOn({ children, parents, text }: Sql): Record<string, (other: Plot) => string> {
  const schema = ({ id }: Plot) => `t_${id.replaceAll("-", "")}`;
  return {
    "reads the other's schema": (other) => `SELECT * FROM ${schema(other)}.${children}`,
    "counts what is in the other's schema": (other) =>
      `SELECT 1 AS leaked FROM ${schema(other)}.${children} HAVING count(*) > 0`,
    "joins the other's schema": (other) =>
      `SELECT o.* FROM ${children} c JOIN ${schema(other)}.${children} o ON true`,
    "writes the other's schema": (other) =>
      `UPDATE ${schema(other)}.${children} SET ${text} = 'defaced' RETURNING *`,
    "empties the other's schema": (other) => `DELETE FROM ${schema(other)}.${children} RETURNING *`,
    "reads shared rows by the other's id": ({ id }) => `SELECT * FROM ${children} WHERE tenant_id = '${id}'`,
    "reads the shared tables by their schema": ({ id }) =>
      `SELECT * FROM acre_rows.${children} WHERE tenant_id = '${id}'`,
    "writes shared rows by the other's id": ({ id }) =>
      `UPDATE ${children} SET ${text} = 'defaced' WHERE tenant_id = '${id}' RETURNING *`,
    "gives its rows to the other": ({ id }) =>
      `UPDATE ${children} SET tenant_id = '${id}' WHERE true RETURNING *`,
    "gives its parents to the other": ({ id }) => `UPDATE ${parents} SET tenant_id = '${id}' RETURNING *`,
    "reads the keys of all": () => "SELECT * FROM acre.signing_keys",
    "lists who has shared rows": ({ id }) => `SELECT * FROM acre.row_tenants WHERE tenant_id = '${id}'`,
  };
}

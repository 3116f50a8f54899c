import type { Finding } from "../../findings";
import { quoteName } from "../names";
import type { OwnerSession } from "../owner";

/** The condition that fences a schema's tables, or null when the schema is no tenant's. */
type ConditionOf = (schema: string) => string | null;

const kinds: Readonly<Record<string, string>> = {
  r: "table",
  p: "table",
  v: "view",
  m: "materialised view",
  f: "foreign table",
  S: "sequence",
};

/** What the app's login may reach beside tenants' fenced tables, and what it may do to those beside reading and writing. */
export async function inspectGrants(
  session: OwnerSession,
  login: string,
  conditionOf: ConditionOf,
): Promise<Finding[]> {
  return [
    ...(await reachable(session, login, conditionOf)),
    ...(await excessiveRights(session, login)),
    ...(await definerFunctions(session, login)),
  ];
}

async function reachable(session: OwnerSession, login: string, conditionOf: ConditionOf): Promise<Finding[]> {
  const { rows } = await session.send({
    text: `SELECT n.nspname, c.relname, c.relkind::text, c.relrowsecurity,
                  coalesce(c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1', 'security_invoker=yes'], false),
                  EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'e')
             FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(temp|toast)'
              AND has_schema_privilege($1, n.oid, 'USAGE')
              AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege($1, c.oid, 'USAGE, SELECT, UPDATE')
                       WHEN c.relkind IN ('r', 'p', 'v', 'm', 'f') THEN has_table_privilege($1, c.oid, 'SELECT, INSERT, UPDATE, DELETE') OR has_any_column_privilege($1, c.oid, 'SELECT, INSERT, UPDATE')
                       ELSE false END
            ORDER BY 1, 2`,
    values: [login],
  });
  return rows.flatMap(([schema, name, kind, fenced, invoker, extension]) => {
    const path = `${quoteName(String(schema))}.${quoteName(String(name))}`;
    const revoke = `REVOKE ALL ON ${kind === "S" ? "SEQUENCE " : ""}${path} FROM PUBLIC, ${quoteName(login)}`;
    const add = (code: string, problem: string, fix = revoke): Finding[] => [
      { severity: extension === true ? "warning" : "error", code, object: path, problem, fix },
    ];
    const what = kinds[String(kind)] ?? "relation";
    if (schema === "acre" && name !== "row_tenants")
      return add("secret_readable", "The app's login reaches what contexts are signed with.");
    if (kind === "v" && invoker !== true) {
      const problem = "The view reads as its owner, whom it shows every tenant's rows.";
      return add("view_unfenced", problem, `ALTER VIEW ${path} SET (security_invoker = true)`);
    }
    if (kind === "m" || kind === "f" || kind === "S")
      return add("unfenceable_granted", `The app's login reaches a ${what}, which no policy can fence.`);
    // Those of tenants are looked at one by one.
    if (kind === "v" || conditionOf(String(schema)) !== null || (schema === "acre" && fenced === true))
      return [];
    return add(
      "foreign_grant",
      `The app's login reaches a ${what} that is no tenant's; so does every tenant's raw SQL.`,
    );
  });
}

async function excessiveRights(session: OwnerSession, login: string): Promise<Finding[]> {
  const { rows } = await session.send({
    text: `SELECT c.oid::regclass::text, string_agg(x.held, ', ' ORDER BY x.held)
             FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN (VALUES ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) AS x(held)
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(temp|toast)'
              AND has_table_privilege($1, c.oid, x.held) GROUP BY c.oid ORDER BY 1`,
    values: [login],
  });
  return rows.map(([table, rights]) => ({
    severity: "error",
    code: "right_excessive",
    object: String(table),
    problem: `The app's login holds ${rights} on it, which row level security does not see.`,
    fix: `REVOKE ${rights} ON ${table} FROM PUBLIC, ${quoteName(login)}`,
  }));
}

async function definerFunctions(session: OwnerSession, login: string): Promise<Finding[]> {
  const { rows } = await session.send({
    text: `SELECT p.oid::regprocedure::text, EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_catalog.pg_proc'::regclass AND d.deptype = 'e')
             FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prosecdef AND n.nspname NOT IN ('acre', 'pg_catalog', 'information_schema')
              AND p.prorettype NOT IN ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype)
              AND has_schema_privilege($1, n.oid, 'USAGE') AND has_function_privilege($1, p.oid, 'EXECUTE') ORDER BY 1`,
    values: [login],
  });
  return rows.map(([signature, extension]) => ({
    severity: extension === true ? "warning" : "error",
    code: "definer_function",
    object: String(signature),
    problem: "The app's login may call it, and it runs with its owner's rights.",
    fix: `REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC, ${quoteName(login)}`,
  }));
}

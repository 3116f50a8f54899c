import type { Finding } from "../../findings";
import { policyName } from "../fence";
import { historyTableName } from "../history";
import { quoteName } from "../names";
import type { OwnerSession } from "../owner";

/** Where tenants' tables are, and what their policy has to say. */
export interface FencedSchemas {
  /** A `LIKE` pattern of the schemas' names. */
  pattern: string;
  /** The condition that fences this schema's tables, or null when the schema is none of a tenant's. */
  condition(schema: string): string | null;
}

interface Policy {
  name: string;
  permissive: boolean;
  all: boolean;
  using: string | null;
  check: string | null;
}

interface Table {
  schema: string;
  name: string;
  part: boolean;
  enabled: boolean;
  forced: boolean;
  granted: boolean;
  policies: Policy[];
}

/** Tables of tenants that are not fenced as they have to be. */
export async function inspectTables(
  session: OwnerSession,
  login: string,
  schemas: FencedSchemas,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const expected = new Map<string, string>();
  for (const table of await readTables(session, login, schemas.pattern)) {
    const condition = schemas.condition(table.schema);
    if (condition === null || (table.name === historyTableName && !table.granted)) continue;
    const known = expected.get(condition) ?? normalized(condition);
    expected.set(condition, known);
    findings.push(...problemsOf(table, login, condition, known));
  }
  return findings;
}

async function readTables(session: OwnerSession, login: string, pattern: string): Promise<Table[]> {
  const { rows } = await session.send({
    text: `SELECT n.nspname, c.relname, c.relispartition, c.relrowsecurity, c.relforcerowsecurity,
                  has_table_privilege($2, c.oid, 'SELECT, INSERT, UPDATE, DELETE') OR has_any_column_privilege($2, c.oid, 'SELECT, INSERT, UPDATE'),
                  (SELECT json_agg(json_build_object('name', p.polname, 'permissive', p.polpermissive,
                            'all', p.polcmd = '*' AND p.polroles = '{0}',
                            'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)))
                     FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid)
             FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname LIKE $1 ORDER BY 1, 2`,
    values: [pattern, login],
  });
  return rows.map(([schema, name, part, enabled, forced, granted, policies]) => ({
    schema: String(schema),
    name: String(name),
    part: part === true,
    enabled: enabled === true,
    forced: forced === true,
    granted: granted === true,
    policies: Array.isArray(policies) ? policies : [],
  }));
}

function problemsOf(table: Table, login: string, condition: string, expected: string): Finding[] {
  const path = `${quoteName(table.schema)}.${quoteName(table.name)}`;
  const findings: Finding[] = [];
  const add = (code: string, problem: string, fix: string) =>
    findings.push({ severity: "error", code, object: path, problem, fix });
  if (!table.enabled)
    add("rls_off", "Row level security is off.", `ALTER TABLE ${path} ENABLE ROW LEVEL SECURITY`);
  if (!table.forced)
    add(
      "rls_not_forced",
      "Row level security does not hold its owner.",
      `ALTER TABLE ${path} FORCE ROW LEVEL SECURITY`,
    );
  if (table.part) {
    if (table.granted)
      add(
        "part_granted",
        "The app's login reaches a part of a table past the table's policy.",
        `REVOKE ALL ON ${path} FROM PUBLIC, ${quoteName(login)}`,
      );
    return findings;
  }
  const own = table.policies.find(({ name }) => name === policyName);
  const make = `CREATE POLICY ${policyName} ON ${path} USING (${condition}) WITH CHECK (${condition})`;
  if (own === undefined) add("policy_missing", `It has no policy ${policyName}.`, make);
  else if (!isAsExpected(own, expected)) {
    const problem = `Its policy ${policyName} says something else: USING ${own.using}, WITH CHECK ${own.check}.`;
    add("policy_changed", problem, `DROP POLICY ${policyName} ON ${path}; ${make}`);
  }
  for (const policy of table.policies) {
    if (policy === own || !policy.permissive) continue;
    const problem = `A further policy, ${policy.name}, lets in more than the tenant: USING ${policy.using}.`;
    add("policy_added", problem, `DROP POLICY ${quoteName(policy.name)} ON ${path}`);
  }
  return findings;
}

function isAsExpected(policy: Policy, expected: string): boolean {
  const says = (expression: string | null) => expression !== null && normalized(expression) === expected;
  return policy.permissive && policy.all && says(policy.using) && says(policy.check);
}

// PostgreSQL writes an expression back with more parentheses and an alias, and without needless quotes.
function normalized(expression: string): string {
  return expression
    .replace(/\s+AS\s+current_tenant/gi, "")
    .replace(/[\s()"]/g, "")
    .toLowerCase();
}

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

/** A table as the database that holds it describes it. */
export interface Table {
  schema: string;
  name: string;
  part: boolean;
  enabled: boolean;
  forced: boolean;
  granted: boolean;
  policies: Policy[] | null;
}

/** Tables of tenants that are not fenced as they have to be. */
export async function inspectTables(
  session: OwnerSession,
  login: string,
  schemas: FencedSchemas,
): Promise<Finding[]> {
  const { rows } = await session.send({ text: tablesText, values: [schemas.pattern, login] });
  return tableFindings(rows.map(tableOf), login, schemas);
}

/** What is wrong with the fences of these tables. */
export function tableFindings(tables: readonly Table[], login: string, schemas: FencedSchemas): Finding[] {
  const findings: Finding[] = [];
  const expected = new Map<string, string>();
  for (const table of tables) {
    const condition = schemas.condition(table.schema);
    if (condition === null || (table.name === historyTableName && !table.granted)) continue;
    const known = expected.get(condition) ?? normalized(condition);
    expected.set(condition, known);
    findings.push(...problemsOf(table, login, condition, known));
  }
  return findings;
}

/** Selects the tables of schemas called like the first parameter, with what the login of the second may do there. */
export const tablesText = `SELECT n.nspname, c.relname, c.relispartition, c.relrowsecurity, c.relforcerowsecurity,
                  has_table_privilege($2, c.oid, 'SELECT, INSERT, UPDATE, DELETE') OR has_any_column_privilege($2, c.oid, 'SELECT, INSERT, UPDATE'),
                  (SELECT json_agg(json_build_object('name', p.polname, 'permissive', p.polpermissive,
                            'all', p.polcmd = '*' AND p.polroles = '{0}',
                            'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)))
                     FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid)
             FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname LIKE $1 ORDER BY 1, 2`;

function tableOf([schema, name, part, enabled, forced, granted, policies]: readonly unknown[]): Table {
  return {
    schema: String(schema),
    name: String(name),
    part: part === true,
    enabled: enabled === true,
    forced: forced === true,
    granted: granted === true,
    policies: Array.isArray(policies) ? policies : null,
  };
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
  const policies = table.policies ?? [];
  const own = policies.find(({ name }) => name === policyName);
  const make = `CREATE POLICY ${policyName} ON ${path} USING (${condition}) WITH CHECK (${condition})`;
  if (own === undefined) add("policy_missing", `It has no policy ${policyName}.`, make);
  else if (!isAsExpected(own, expected)) {
    const problem = `Its policy ${policyName} says something else: USING ${own.using}, WITH CHECK ${own.check}.`;
    add("policy_changed", problem, `DROP POLICY ${policyName} ON ${path}; ${make}`);
  }
  for (const policy of policies) {
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

// PostgreSQL writes an expression back with more parentheses and an alias, and without needless quotes. Evaluated once or
// for each row, it says the same.
function normalized(expression: string): string {
  return expression
    .replace(/\bselect\b/gi, "")
    .replace(/\s+AS\s+current_tenant/gi, "")
    .replace(/[\s()"]/g, "")
    .toLowerCase();
}

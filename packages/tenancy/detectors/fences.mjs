import { edit, test } from "./leak.mjs";

const containment = "postgres/containment.test.ts";
const cluster = "postgres/citus.test.ts";

/** What the database itself keeps rows apart with. @type {import("./leak.mjs").Leak[]} */
export const fences = [
  {
    leak: "tables are not FORCEd: their owner sees all rows",
    edits: [edit("postgres/fence.ts", ", FORCE ROW LEVEL SECURITY", "")],
    model: "row",
    finding: "rls_not_forced",
  },
  {
    leak: "row level security is off on one table",
    sql: 'ALTER TABLE {schema}."Note" DISABLE ROW LEVEL SECURITY',
    model: "row",
    finding: "rls_off",
  },
  {
    leak: "a new table has no policy",
    sql: `CREATE TABLE {schema}.plain (tenant_id uuid NOT NULL);
          ALTER TABLE {schema}.plain ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
          GRANT SELECT ON {schema}.plain TO {app}`,
    model: "row",
    finding: "policy_missing",
  },
  {
    leak: "policies say USING (true)",
    edits: [edit("postgres/fence.ts", "USING ($" + "{condition}) WITH", "USING (true) WITH")],
    test: test(containment, "in the schema model shows no row of a table that is named in full"),
  },
  {
    leak: "policies let rows be written for others",
    edits: [edit("postgres/fence.ts", "WITH CHECK ($" + "{condition})", "WITH CHECK (true)")],
    test: test(containment, "in the row model writes, changes and removes none"),
  },
  {
    leak: "a second policy lets everyone in",
    sql: 'CREATE POLICY all_in ON {schema}."Note" USING (true)',
    model: "schema",
    finding: "policy_added",
  },
  {
    leak: "a schema's tables are fenced for no tenant in particular",
    edits: [edit("postgres/fence.ts", "= $" + "{quoteText(tenantId)}::uuid`", "IS NOT NULL`")],
    test: test(containment, "in the schema model shows no row of a table that is named in full"),
  },
  {
    leak: "the tables on the workers of a cluster are fenced for whoever has a context",
    edits: [
      edit(
        "postgres/fence.ts",
        '? "acre.current_tenant()" :',
        "? `coalesce(nullif(acre.current_tenant(), acre.current_tenant()), $" + "{quoteText(tenantId)})` :",
      ),
    ],
    test: test(cluster, "without a guard shows no row of a table that is named in full"),
    program: "citus",
  },
  {
    leak: "self-inspection believes the coordinator of a cluster",
    edits: [
      edit(
        "postgres/inspect/inspect.ts",
        "      ...(await inspectCluster(session, name, options.own)),\n",
        "",
      ),
      edit("postgres/inspect/inspect.ts", 'import { inspectCluster } from "./cluster";\n', ""),
    ],
    test: test(cluster, "tells of a fence that is missing on a worker alone"),
    program: "citus",
  },
  {
    leak: "a part of a table is reached past the table's policy",
    sql: 'GRANT SELECT ON {schema}."Note_p0" TO {app}',
    model: "row",
    partitions: 3,
    finding: "part_granted",
  },
  {
    leak: "a view reads as its owner",
    sql: 'CREATE VIEW {schema}.all_notes AS SELECT * FROM {schema}."Note"; GRANT SELECT ON {schema}.all_notes TO {app}',
    model: "row",
    finding: "view_unfenced",
  },
  {
    leak: "a materialised view keeps all tenants' rows",
    sql: 'CREATE MATERIALIZED VIEW {schema}.kept AS SELECT * FROM {schema}."Note"; GRANT SELECT ON {schema}.kept TO {app}',
    model: "row",
    finding: "unfenceable_granted",
  },
  {
    leak: "a SECURITY DEFINER function reads for whoever calls it",
    sql: `CREATE FUNCTION public.all_notes() RETURNS SETOF {schema}."Note" LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM {schema}."Note"'`,
    model: "row",
    finding: "definer_function",
  },
  {
    leak: "TRUNCATE, which no policy holds, is granted",
    edits: [edit("postgres/fence.ts", "GRANT SELECT, INSERT, UPDATE, DELETE ON", "GRANT ALL ON")],
    test: test(containment, "in the row model writes, changes and removes none"),
  },
  {
    leak: "tenants see who else there is",
    edits: [
      edit(
        "postgres/support-sql.ts",
        "USING (tenant_id = (SELECT acre.current_tenant()))",
        "USING ((SELECT acre.current_tenant()) IS NOT NULL)",
      ),
    ],
    test: test(
      containment,
      "in the row model runs no SQL given as text, nor any function, beyond the tenant",
    ),
  },
  {
    leak: "the catalog lies unfenced beside the tenants",
    edits: [
      {
        file: "packages/tenancy/src/postgres/schema-datasource.ts",
        find: "condition: onlyTenant(tenantId, citus)",
        replace: 'condition: tenantId.startsWith("00000000-") ? "true" : onlyTenant(tenantId, citus)',
        every: true,
      },
    ],
    test: {
      file: "packages/core/src/platform/postgres.test.ts",
      name: "model schema sets an empty database up",
    },
  },
];

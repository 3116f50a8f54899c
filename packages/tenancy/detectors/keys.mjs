import { edit, test } from "./leak.mjs";

/** What lets tenants meet in the keys and counts of shared tables. @type {import("./leak.mjs").Leak[]} */
export const keys = [
  {
    leak: "derived indexes, unique ones too, are not led by the tenant",
    edits: [
      edit(
        "postgres/row-ddl/derive.ts",
        "const elements = cursor.listLedByTenant();",
        "const elements = cursor.listLedByTenant();\n  cursor.edits.pop();",
      ),
    ],
    model: "row",
    finding: "unique_without_tenant",
  },
  {
    leak: "a primary key is not led by the tenant",
    sql: 'ALTER TABLE {schema}."Tag" DROP CONSTRAINT "Tag_pkey", ADD PRIMARY KEY (name)',
    model: "row",
    finding: "unique_without_tenant",
  },
  {
    leak: "a foreign key accepts another tenant's row",
    sql: `CREATE UNIQUE INDEX bare ON {schema}."Owner" (id);
          ALTER TABLE {schema}."Note" ADD CONSTRAINT bare_fkey FOREIGN KEY ("ownerId") REFERENCES {schema}."Owner" (id)`,
    model: "row",
    finding: "foreign_key_without_tenant",
  },
  {
    leak: "a row's tenant may be missing",
    sql: `ALTER TABLE {schema}."Tag" DROP CONSTRAINT "Tag_pkey", ALTER COLUMN tenant_id DROP NOT NULL`,
    model: "row",
    finding: "tenant_column_missing",
  },
  {
    leak: "tenants draw numbers from one sequence",
    edits: [
      edit(
        "postgres/row-ddl/columns.ts",
        "if (counted === undefined) return;",
        "if (counted === undefined || name !== '') return;",
      ),
    ],
    test: test(
      "postgres/places.test.ts",
      "count per tenant in the row model, and show nobody the others' volume",
    ),
  },
  {
    leak: "a sequence is granted, which tells the others' volume",
    sql: "CREATE SEQUENCE {schema}.s; GRANT USAGE ON SEQUENCE {schema}.s TO {app}",
    model: "schema",
    finding: "unfenceable_granted",
  },
  {
    leak: "a deleted tenant's rows stay",
    edits: [
      edit(
        "postgres/row-datasource.ts",
        "if (tables.length === 0) return []",
        "if (tables.length >= 0) return []",
      ),
    ],
    test: test("postgres/places.test.ts", "places of the row model go without a trace"),
  },
  {
    leak: "a deleted tenant's rows stay in the server's statistics",
    edits: [
      edit(
        "postgres/row-datasource.ts",
        "await forgetValues(session, changed, version)",
        "void [forgetValues, changed, version]",
      ),
    ],
    test: test("postgres/forget-values.test.ts", "what was erased from whole tables, beside others"),
  },
];

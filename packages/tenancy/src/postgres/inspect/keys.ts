import type { Finding } from "../../findings";
import { historyTableName } from "../history";
import { quoteName } from "../names";
import type { OwnerSession } from "../owner";

/** Keys and columns of shared tables that are not led by the tenant. */
export async function inspectKeys(session: OwnerSession, schema: string): Promise<Finding[]> {
  return [
    ...(await tablesWithoutTenant(session, schema)),
    ...(await indexesWithoutTenant(session, schema)),
    ...(await foreignKeysWithoutTenant(session, schema)),
    ...(await sharedSequences(session, schema)),
  ];
}

async function tablesWithoutTenant(session: OwnerSession, schema: string): Promise<Finding[]> {
  const { rows } = await session.send({
    text: `SELECT c.oid::regclass::text FROM pg_catalog.pg_class c
            WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p') AND c.relname <> $2
              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND a.attnotnull AND NOT a.attisdropped AND a.atttypid = 'uuid'::regtype)`,
    values: [quoteName(schema), historyTableName],
  });
  return rows.map(([table]) => ({
    severity: "error",
    code: "tenant_column_missing",
    object: String(table),
    problem: "It has no column tenant_id uuid NOT NULL.",
    fix: `DROP TABLE ${table}, and make it in a migration`,
  }));
}

async function indexesWithoutTenant(session: OwnerSession, schema: string): Promise<Finding[]> {
  const { rows } = await session.send({
    text: `SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text, i.indisunique, i.indisprimary
             FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
             LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE c.relnamespace = to_regnamespace($1) AND c.relname <> $2 AND a.attname IS DISTINCT FROM 'tenant_id' ORDER BY 1`,
    values: [quoteName(schema), historyTableName],
  });
  return rows.map(([index, table, unique]) => ({
    severity: unique === true ? "error" : "warning",
    code: unique === true ? "unique_without_tenant" : "index_without_tenant",
    object: String(index),
    problem:
      unique === true
        ? `This unique key of ${table} is not led by tenant_id: a tenant learns from its errors what others have.`
        : `This index of ${table} is not led by tenant_id, so a query reads past other tenants' entries.`,
    fix: `Make it anew with "tenant_id" as its first column, then DROP INDEX ${index}`,
  }));
}

async function foreignKeysWithoutTenant(session: OwnerSession, schema: string): Promise<Finding[]> {
  const { rows } = await session.send({
    text: `SELECT k.conname, k.conrelid::regclass::text FROM pg_catalog.pg_constraint k
            WHERE k.contype = 'f' AND k.connamespace = to_regnamespace($1)
              AND NOT EXISTS (
                SELECT 1 FROM unnest(k.conkey, k.confkey) AS pair(own, other)
                  JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own AND a.attname = 'tenant_id'
                  JOIN pg_catalog.pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.other AND b.attname = 'tenant_id')
            ORDER BY 1`,
    values: [quoteName(schema)],
  });
  return rows.map(([name, table]) => ({
    severity: "error",
    code: "foreign_key_without_tenant",
    object: `${table}.${name}`,
    problem: "The foreign key lacks tenant_id, so it accepts another tenant's row and cascades into it.",
    fix: `ALTER TABLE ${table} DROP CONSTRAINT ${quoteName(String(name))}, and add it with "tenant_id" on both sides`,
  }));
}

async function sharedSequences(session: OwnerSession, schema: string): Promise<Finding[]> {
  const { rows } = await session.send({
    text: `SELECT c.oid::regclass::text, a.attname FROM pg_catalog.pg_attribute a
             JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
             LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
              AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%') ORDER BY 1, 2`,
    values: [quoteName(schema)],
  });
  return rows.map(([table, column]) => ({
    severity: "warning",
    code: "sequence_shared",
    object: `${table}.${column}`,
    problem: "It counts all tenants' rows together, and so shows each the others' volume.",
    fix: `ALTER TABLE ${table} ALTER COLUMN ${quoteName(String(column))} SET DEFAULT acre.next_number('${table}.${column}')`,
  }));
}

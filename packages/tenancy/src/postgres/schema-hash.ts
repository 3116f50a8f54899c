import { createHash } from "node:crypto";
import { quoteName } from "./names";
import type { OwnerSession } from "./owner";

/**
 * A hash over everything that a schema's tables say: columns in their order, types, defaults, indexes, constraints,
 * triggers, policies and enumerations. Schemas that came through the same migrations have the same one: their own name,
 * and the tenant's id in a policy, do not count.
 */
export async function schemaHashOf(session: OwnerSession, schema: string, tenantId: string): Promise<string> {
  const { rows } = await session.send({ text: description, values: [quoteName(schema)] });
  const lines = rows.map(([line]) =>
    [`${schema}.`, `${quoteName(schema)}.`, tenantId].reduce(
      (text, own) => text.replaceAll(own, ""),
      String(line),
    ),
  );
  // Sorted without what is left out.
  return createHash("sha256").update(JSON.stringify(lines.sort())).digest("hex");
}

const tables = "c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p', 'v', 'm')";

const description = `
  SELECT concat_ws(' ', 'relation', c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity) AS line
    FROM pg_catalog.pg_class c WHERE ${tables}
  UNION ALL
  SELECT concat_ws(' ', 'column', c.relname, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname,
                   format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
                   pg_get_expr(d.adbin, d.adrelid), l.collname)
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
   WHERE ${tables}
  UNION ALL
  SELECT concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisunique, i.indisprimary)
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid WHERE ${tables}
  UNION ALL
  SELECT concat_ws(' ', 'constraint', c.relname, k.conname, pg_get_constraintdef(k.oid), k.convalidated)
    FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid WHERE ${tables}
  UNION ALL
  SELECT concat_ws(' ', 'policy', c.relname, p.polname, p.polpermissive, p.polcmd, p.polroles::text,
                   pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid WHERE ${tables}
  UNION ALL
  SELECT concat_ws(' ', 'trigger', c.relname, pg_get_triggerdef(t.oid), t.tgenabled)
    FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid WHERE ${tables} AND NOT t.tgisinternal
  UNION ALL
  SELECT concat_ws(' ', 'enum', t.typname, e.enumlabel, row_number() OVER (PARTITION BY t.oid ORDER BY e.enumsortorder))
    FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid WHERE t.typnamespace = to_regnamespace($1)`;

import type { OwnerSession } from "./owner";

/**
 * Takes from the server's statistics of these tables what they tell of rows that this transaction has removed: the
 * values themselves, which would stay until somebody analyzes the table, and for a small tenant of a large table that
 * is hardly ever. Those of a table that is empty by now can be removed from PostgreSQL 18 on.
 */
export async function forgetValues(
  session: OwnerSession,
  tables: readonly string[],
  serverVersion: number,
): Promise<void> {
  for (const table of tables) {
    await session.send({ text: `ANALYZE ${table}` });
    if (serverVersion >= 180000) await session.send({ text: clearEmptyText, values: [table] });
  }
}

// Where ANALYZE finds no row, it leaves the statistics as they are. How many it found it has written down.
const clearEmptyText = `
  SELECT pg_catalog.pg_clear_attribute_stats(n.nspname::text, c.relname::text, a.attname::text, c.relkind = 'p')
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE c.reltuples <= 0
     AND (c.oid = $1::regclass OR c.oid IN (SELECT inhrelid FROM pg_catalog.pg_inherits WHERE inhparent = $1::regclass))`;

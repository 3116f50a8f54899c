import { randomUUID } from "node:crypto";
import { TenancyError } from "../errors";
import type { Migration } from "../migrations/migration";
import { quoteName } from "./names";
import type { OwnerSession } from "./owner";
import type { Statement } from "./statement";

/** The name of Prisma's own table of applied migrations. */
export const historyTableName = "_prisma_migrations";

// As Prisma's engine creates it, so that its tools read our history and we read theirs.
const columns = `
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0`;

/** Makes the history's table in a schema. */
export function createHistory(schema: string): Statement {
  return { text: `CREATE TABLE ${tableIn(schema)} (${columns}\n)` };
}

/** Records migrations as applied. */
export function recordApplied(schema: string, migrations: readonly Migration[]): Statement {
  const values: string[] = [];
  const rows = migrations.map(({ name, checksum }) => {
    const at = values.push(randomUUID(), checksum, name);
    return `($${at - 2}, $${at - 1}, now(), $${at}, now(), 1)`;
  });
  return {
    text: `INSERT INTO ${tableIn(schema)} (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES ${rows.join(", ")}`,
    values,
  };
}

/** Whether a schema has a history at all. */
export async function hasHistory(session: OwnerSession, schema: string): Promise<boolean> {
  const { rows } = await session.send({
    text: "SELECT 1 FROM pg_catalog.pg_class WHERE relname = $1 AND relnamespace = to_regnamespace($2)",
    values: [historyTableName, quoteName(schema)],
  });
  return rows.length > 0;
}

/**
 * What is applied in a schema, with the checksums recorded for it. Throws `migration_failed` when another tool
 * left a migration unfinished, and `datasource_corrupt` when the schema has no history.
 */
export async function readHistory(session: OwnerSession, schema: string): Promise<Map<string, string>> {
  if (!(await hasHistory(session, schema))) {
    throw new TenancyError(
      "datasource_corrupt",
      `Schema ${schema} has no table ${historyTableName}, so what is in it was not made by this engine. Restore the table or remove the schema.`,
    );
  }
  const { rows } = await session.send({
    text: `SELECT migration_name, checksum, finished_at IS NULL FROM ${tableIn(schema)} WHERE rolled_back_at IS NULL ORDER BY started_at`,
  });
  const history = new Map<string, string>();
  for (const [name, checksum, unfinished] of rows) {
    if (unfinished === true || unfinished === "t") {
      throw new TenancyError(
        "migration_failed",
        `Another tool left migration ${name} unfinished in schema ${schema}. Mend it, then "prisma migrate resolve" it.`,
      );
    }
    history.set(String(name), String(checksum));
  }
  return history;
}

function tableIn(schema: string): string {
  return `${quoteName(schema)}.${quoteName(historyTableName)}`;
}

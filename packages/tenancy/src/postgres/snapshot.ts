import type pg from "pg";
import { refusedValue } from "../bundle/errors";
import type { PortableRow } from "../bundle/portable";
import type { AppliedMigration, TenantSnapshot } from "../bundle/snapshot";
import { historyOf, tableIn } from "../bundle/tables";
import { schemaVersions } from "../migrations/schema-version";
import { readHistory } from "./history";
import { quoteName } from "./names";
import { OwnerSession } from "./owner";
import { readerOf } from "./portable-values";
import type { PostgresServer } from "./server";
import { sendTogether } from "./statement";
import { sharedLock } from "./support";
import {
  pathOf,
  readTenantTables,
  type ServerColumn,
  type ServerTable,
  type TenantPlace,
} from "./tenant-tables";

export interface ServerPlace extends TenantPlace {
  server: PostgresServer;
  /** The lock under which the place's tables are made and migrated. */
  lockName: string;
  /** Throws `datasource_missing`. */
  assertThere(session: OwnerSession): Promise<void>;
}

const mostRowsInBatch = 256;
const bytesInBatch = 512 * 1024;

/**
 * A tenant's rows as they are now, whatever is written meanwhile: one repeatable read transaction over a connection of
 * its own, in the tenant's signed context. Migrations of the place wait until it is closed; nothing else does.
 */
export async function snapshotOfPlace(place: ServerPlace): Promise<TenantSnapshot> {
  const { client, session, migrations } = await steadyView(place);
  try {
    const tables = await readTenantTables(session, place);
    return {
      dialect: "postgresql",
      schemaVersion: schemaVersions(migrations).latest,
      migrations,
      tables,
      rows: (table) => readBatches(client, place, tableOf(tables, table)),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** The table of that name. Throws `bundle_mismatch`. */
export function tableOf(tables: readonly ServerTable[], name: string): ServerTable {
  const found = tables.find((table) => table.name === name);
  if (found === undefined) throw new RangeError(tableIn(tables, name).name);
  return found;
}

interface View {
  client: pg.Client;
  session: OwnerSession;
  migrations: AppliedMigration[];
}

// The view is of the moment before the lock was waited for, so a migration may have slipped in between. With the lock
// held none can any more, and the next view is as the tables are.
async function steadyView(place: ServerPlace): Promise<View> {
  for (;;) {
    const view = await openView(place);
    const now = await place.server.owner
      .transaction((session) => readHistory(session, place.schema))
      .catch(async (error: unknown) => {
        await view.client.end();
        throw error;
      });
    if (now.size === view.migrations.length) return view;
    await view.client.end();
  }
}

async function openView(place: ServerPlace): Promise<View> {
  const { server, tenantId, schema } = place;
  const context = await server.context(tenantId, quoteName(schema));
  const client = await server.owner.separate();
  try {
    const session = new OwnerSession(client, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    session.queue(sharedLock(place.lockName), ...context, textForms);
    await place.assertThere(session);
    return { client, session, migrations: historyOf(await readHistory(session, schema)) };
  } catch (error) {
    await client.end();
    throw error;
  }
}

// How values are written as text depends on settings that a database or login may have of its own.
export const textForms = {
  text: `SELECT WHERE pg_catalog.set_config('DateStyle', 'ISO', true) IS NULL
    OR pg_catalog.set_config('bytea_output', 'hex', true) IS NULL
    OR pg_catalog.set_config('extra_float_digits', '1', true) IS NULL
    OR pg_catalog.set_config('IntervalStyle', 'iso_8601', true) IS NULL
    OR pg_catalog.set_config('statement_timeout', '0', true) IS NULL
    OR pg_catalog.set_config('idle_in_transaction_session_timeout', '0', true) IS NULL`,
};

const asText: pg.CustomTypesConfig = { getTypeParser: () => (value: string | Buffer) => value };

/** A table's rows in the order of its key, a batch at a time, within the connection's transaction. */
export async function* readBatches(
  client: pg.Client,
  place: TenantPlace,
  table: ServerTable,
): AsyncGenerator<PortableRow[]> {
  const convert = rowReader(table);
  await sendTogether(client, [], {
    text: `DECLARE acre_rows NO SCROLL CURSOR FOR ${selectText(place, table)}`,
  });
  try {
    // Rows of the next batch are taken to be as large as the largest so far.
    for (
      let count = 32, largest = 1;
      ;
      count = Math.min(mostRowsInBatch, Math.ceil(bytesInBatch / largest))
    ) {
      const { rows } = await sendTogether(client, [], {
        text: `FETCH ${count} FROM acre_rows`,
        types: asText,
      });
      for (const row of rows) largest = Math.max(largest, sizeOf(row));
      if (rows.length > 0) yield rows.map(convert);
      if (rows.length < count) return;
    }
  } finally {
    // After an error the transaction is over, and the cursor with it.
    await sendTogether(client, [], { text: "CLOSE acre_rows" }).catch(() => {});
  }
}

function selectText(place: TenantPlace, { name, columns, key }: ServerTable): string {
  const types = new Map(columns.map((column) => [column.name, column]));
  const list = columns.map((column) => quoteName(column.name)).join(", ");
  const order = key.map((column) => orderBy(column, types.get(column))).join(", ");
  // The policy says the same once more.
  const own = place.shared ? ` WHERE tenant_id = '${place.tenantId}'` : "";
  return `SELECT ${list || "1"} FROM ${pathOf(place, name)}${own} ORDER BY ${order || "1"}`;
}

function orderBy(name: string, column: ServerColumn | undefined): string {
  const path = quoteName(name);
  if (column?.type === "text") return `${path}::text COLLATE "C" NULLS FIRST`;
  if (column?.type === "json" || column?.type.startsWith("postgresql:"))
    return `${path}::text COLLATE "C" NULLS FIRST`;
  return `${path} NULLS FIRST`;
}

function rowReader({ name, columns }: ServerTable): (values: unknown[]) => PortableRow {
  const readers = columns.map(({ type }) => readerOf(type));
  return (values) => {
    const row: PortableRow = new Array(readers.length);
    let at = 0;
    try {
      for (const read of readers) {
        const value = values[at];
        row[at] = typeof value === "string" ? read(value) : null;
        at++;
      }
    } catch (error) {
      throw refusedValue(error, name, columns[at]?.name);
    }
    return row;
  };
}

function sizeOf(values: unknown[]): number {
  let size = 8 * values.length;
  for (const value of values) if (typeof value === "string") size += value.length;
  return size;
}

import { assertMayAsk } from "./alone-with";
import type { Engine } from "./engine";
import { assertTenantId } from "./ids";
import type { Ahead } from "./look-ahead";
import type { SqlDialect } from "./sql/dialect";

/** One statement that reads one row of figures, and the instants that stand in it as its arguments. */
export interface Survey {
  sql: Readonly<Record<SqlDialect, string>>;
  dates: readonly Date[];
}

/** What one tenant answered. */
export interface Surveyed {
  /** The row by its columns' names, as the driver gives values. */
  row: Readonly<Record<string, unknown>>;
  /** See `Datasource.size`. */
  bytes: number | null;
}

/** Asks one tenant over its connection, with no client in between: see `Tenancy.survey`. */
export async function surveyTenant<Client>(
  engine: Engine<Client>,
  id: string,
  { sql, dates }: Survey,
  ahead?: Ahead,
): Promise<Surveyed> {
  assertMayAsk(assertTenantId(id));
  const { lease, record } = await engine.lend(id, ahead);
  try {
    const datasource = engine.datasourceOf(record);
    const { columnNames, rows } = await lease.adapter.queryRaw({
      sql: sql[datasource.dialect],
      args: dates.map((date) => date.toISOString()),
      argTypes: dates.map(() => ({ scalarType: "datetime", arity: "scalar" })),
    });
    const row = Object.fromEntries(columnNames.map((name, index) => [name, rows[0]?.[index] ?? null]));
    return { row, bytes: await datasource.size(id) };
  } finally {
    // One that was closed is closed again: a walk over thousands would otherwise close those that people use, and the
    // memory of each next one would be new to the process.
    lease.discard();
  }
}

import { assertSameTables } from "../bundle/copy-tenant";
import {
  type PortableTable,
  type TableChecksum,
  type TenantLoader,
  type TenantSnapshot,
  tableChecksums,
} from "../bundle/index";
import { isTenancyError } from "../errors";
import { assertSameData, assertSameHistory, type CopyDataOptions, copyData, type Place } from "./copy-data";
import { differencesIn, type TableDifferences, TooDifferent } from "./differences";

export interface CatchUpOptions extends CopyDataOptions {
  /**
   * What tables of the copy are known to amount to, since they were compared and nobody writes there: those whose source
   * amounts to the same still are not read on this side again. Best for tables that hardly ever change.
   */
  known?: readonly TableChecksum[];
}

/**
 * Makes a copy equal to what it is a copy of by writing only what differs, compares the checksum of each table that did
 * on both sides, and commits. Where that cannot be, everything is copied anew. Throws as `copyData` does.
 */
export async function catchUp(
  from: Place,
  to: Place,
  options: CatchUpOptions = {},
): Promise<TableChecksum[]> {
  try {
    return await writeDifferences(from, to, options);
  } catch (error) {
    // One row may have to go before another can come with the same unique value, and references forbid that it goes.
    if (!(error instanceof TooDifferent) && !isTenancyError(error, "load_refused")) throw error;
    return copyData(from, to, { ...options, replace: true });
  }
}

/** Of the tables that were copied, those that nobody has changed on the source since. */
export async function unchangedSince(
  from: Place,
  copied: readonly TableChecksum[],
  { onProgress }: Pick<CopyDataOptions, "onProgress"> = {},
): Promise<TableChecksum[]> {
  const source = await from.datasource.snapshot(from.tenantId);
  try {
    const now = await tableChecksums(source, onProgress);
    return copied.filter((checksum) => now.some((other) => isSame(checksum, other)));
  } finally {
    await source.close();
  }
}

function isSame(one: TableChecksum, other: TableChecksum): boolean {
  return one.table === other.table && one.rows === other.rows && one.sha256 === other.sha256;
}

async function writeDifferences(from: Place, to: Place, options: CatchUpOptions): Promise<TableChecksum[]> {
  const source = await from.datasource.snapshot(from.tenantId);
  try {
    const differences = await differencesBetween(source, to, options);
    const loader = await to.datasource.load(to.tenantId, { amend: true });
    try {
      assertSameHistory(source, loader);
      await apply(differences, loader);
      const checksums = differences.map(({ checksum }) => checksum);
      options.onVerify?.();
      // One without differences was read on both sides, or is known to be what it was when it was compared.
      const written = differences.filter(isDifferent);
      const tables = written.map(({ table }) => table);
      const rows = loader.rows.bind(loader);
      assertSameData(
        written.map(({ checksum }) => checksum),
        await tableChecksums({ tables, rows }),
      );
      await loader.commit();
      return checksums;
    } finally {
      await loader.abort();
    }
  } finally {
    await source.close();
  }
}

async function differencesBetween(
  source: TenantSnapshot,
  to: Place,
  { onProgress, known = [] }: CatchUpOptions,
): Promise<TableDifferences[]> {
  const copy = await to.datasource.snapshot(to.tenantId);
  try {
    assertSameTables(source.tables, copy.tables);
    const differences: TableDifferences[] = [];
    for (const table of source.tables) {
      const checksum = known.find((one) => one.table === table.name);
      const unchanged = checksum !== undefined && (await isStill(checksum, table, source, onProgress));
      differences.push(
        unchanged
          ? { table, added: [], changed: [], removed: [], checksum }
          : await differencesIn(table, source, copy, onProgress),
      );
    }
    return differences;
  } finally {
    await copy.close();
  }
}

async function isStill(
  checksum: TableChecksum,
  table: PortableTable,
  source: TenantSnapshot,
  onProgress: CopyDataOptions["onProgress"],
): Promise<boolean> {
  const rows = source.rows.bind(source);
  const [now] = await tableChecksums({ tables: [table], rows }, onProgress);
  return now !== undefined && isSame(checksum, now);
}

function isDifferent({ added, changed, removed }: TableDifferences): boolean {
  return added.length + changed.length + removed.length > 0;
}

// Rows come before others refer to them, and go after: so what a database does of itself when a row goes, such as
// removing those that refer to it, concerns none that stays.
async function apply(differences: readonly TableDifferences[], loader: TenantLoader): Promise<void> {
  for (const { table, added } of differences) {
    await loader.begin(table.name, table.counters);
    if (added.length > 0) await loader.write(added);
  }
  for (const { table, changed } of differences)
    if (changed.length > 0) await loader.change(table.name, changed);
  for (const { table, removed } of differences.toReversed())
    if (removed.length > 0) await loader.remove(table.name, removed);
}

import { assertSameTables } from "../bundle/copy-tenant";
import { type TableChecksum, type TenantLoader, type TenantSnapshot, tableChecksums } from "../bundle/index";
import { isTenancyError } from "../errors";
import { assertSameData, assertSameHistory, type CopyDataOptions, copyData, type Place } from "./copy-data";
import { differencesIn, type TableDifferences, TooDifferent } from "./differences";

/**
 * Makes a copy equal to what it is a copy of by writing only what differs, compares each table's checksum on both sides,
 * and commits. Where that cannot be, everything is copied anew. Throws as `copyData` does.
 */
export async function catchUp(
  from: Place,
  to: Place,
  options: CopyDataOptions = {},
): Promise<TableChecksum[]> {
  try {
    return await writeDifferences(from, to, options);
  } catch (error) {
    // One row may have to go before another can come with the same unique value, and references forbid that it goes.
    if (!(error instanceof TooDifferent) && !isTenancyError(error, "load_refused")) throw error;
    return copyData(from, to, { ...options, replace: true });
  }
}

async function writeDifferences(from: Place, to: Place, options: CopyDataOptions): Promise<TableChecksum[]> {
  const source = await from.datasource.snapshot(from.tenantId);
  try {
    const differences = await differencesBetween(source, to, options);
    const loader = await to.datasource.load(to.tenantId, { amend: true });
    try {
      assertSameHistory(source, loader);
      await apply(differences, loader);
      const checksums = differences.map(({ checksum }) => checksum);
      options.onVerify?.();
      assertSameData(checksums, await tableChecksums(loader));
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
  { onProgress }: CopyDataOptions,
): Promise<TableDifferences[]> {
  const copy = await to.datasource.snapshot(to.tenantId);
  try {
    assertSameTables(source.tables, copy.tables);
    const differences: TableDifferences[] = [];
    for (const table of source.tables) differences.push(await differencesIn(table, source, copy, onProgress));
    return differences;
  } finally {
    await copy.close();
  }
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

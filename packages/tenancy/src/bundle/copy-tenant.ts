import { TenancyError } from "../errors";
import type { BundleProgress } from "./checksums";
import { linesOf, TableDigest } from "./checksums";
import type { TableChecksum } from "./manifest";
import type { PortableTable, TenantLoader, TenantSnapshot } from "./snapshot";

/**
 * Fills a loader with everything in a snapshot and returns what each table's rows amounted to. The caller commits and
 * closes. Throws `bundle_mismatch` where tables differ, and what the two throw.
 */
export async function copyTenant(
  snapshot: TenantSnapshot,
  loader: TenantLoader,
  onProgress: (progress: BundleProgress) => void = () => {},
): Promise<TableChecksum[]> {
  assertSameTables(snapshot.tables, loader.tables);
  const checksums: TableChecksum[] = [];
  for (const { name, counters } of snapshot.tables) {
    const digest = new TableDigest(name);
    await loader.begin(name, counters);
    for await (const rows of snapshot.rows(name)) {
      digest.add(linesOf(rows), rows.length);
      await loader.write(rows);
      onProgress(digest.progress());
    }
    checksums.push(digest.checksum());
  }
  return checksums;
}

/** Throws `bundle_mismatch` unless both have the same tables with the same columns. */
export function assertSameTables(source: readonly PortableTable[], target: readonly PortableTable[]): void {
  const expected = new Map(target.map((table) => [table.name, shapeOf(table)]));
  for (const table of source) {
    const shape = expected.get(table.name);
    if (shape === undefined) throw mismatch(`table ${JSON.stringify(table.name)} is not in the place`);
    const own = shapeOf(table);
    if (own !== shape)
      throw mismatch(`table ${JSON.stringify(table.name)} has ${own}, and in the place ${shape}`);
    expected.delete(table.name);
  }
  for (const name of expected.keys()) throw mismatch(`table ${JSON.stringify(name)} is in the place alone`);
}

function shapeOf({ columns }: PortableTable): string {
  return columns.map(({ name, type }) => `${JSON.stringify(name)} ${type}`).join(", ");
}

function mismatch(difference: string): TenancyError {
  const shown = difference.length > 600 ? `${difference.slice(0, 600)}…` : difference;
  return new TenancyError(
    "bundle_mismatch",
    `The data does not fit the place it is to be put into: ${shown}.`,
  );
}

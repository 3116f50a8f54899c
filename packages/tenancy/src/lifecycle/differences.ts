import { linesOf, TableDigest } from "../bundle/checksums";
import type {
  BundleProgress,
  PortableRow,
  PortableTable,
  TableChecksum,
  TenantSnapshot,
} from "../bundle/index";

/** What has to happen to a table's copy to make it equal. */
export interface TableDifferences {
  table: PortableTable;
  added: PortableRow[];
  changed: PortableRow[];
  removed: PortableRow[];
  /** Of the source's rows. */
  checksum: TableChecksum;
}

/** There are more differences than fit in memory, or rows that cannot be told apart: the whole has to be copied. */
export class TooDifferent extends Error {}

const mostWaiting = 100_000;

/**
 * What tells a table in the source from its copy. Both are read once, in the order of their keys and side by side, and
 * a row waits until the other side has come to its key, so that rows in common need next to no memory. Throws
 * `TooDifferent`.
 */
export async function differencesIn(
  table: PortableTable,
  source: TenantSnapshot,
  copy: TenantSnapshot,
  onProgress: (progress: BundleProgress) => void = () => {},
): Promise<TableDifferences> {
  const keyOf = keyReader(table);
  const digest = new TableDigest(table.name);
  const ahead = new Map<string, PortableRow>();
  const behind = new Map<string, PortableRow>();
  const changed: PortableRow[] = [];

  function meet(
    rows: readonly PortableRow[],
    own: Map<string, PortableRow>,
    other: Map<string, PortableRow>,
  ): void {
    for (const row of rows) {
      const key = keyOf(row);
      const counterpart = other.get(key);
      if (counterpart !== undefined) {
        other.delete(key);
        if (JSON.stringify(row) !== JSON.stringify(counterpart))
          changed.push(own === ahead ? row : counterpart);
      } else if (own.has(key)) throw new TooDifferent(`Table ${table.name} has rows that are all alike.`);
      else own.set(key, row);
    }
    if (own.size + changed.length > mostWaiting)
      throw new TooDifferent(`Table ${table.name} has changed too much.`);
  }

  const copied = copy.rows(table.name)[Symbol.asyncIterator]();
  let read = 0;
  async function readCopyUpTo(count: number): Promise<void> {
    while (read < count) {
      const { done, value } = await copied.next();
      if (done) return;
      meet(value, behind, ahead);
      read += value.length;
    }
  }
  for await (const rows of source.rows(table.name)) {
    digest.add(linesOf(rows), rows.length);
    meet(rows, ahead, behind);
    await readCopyUpTo(digest.progress().rows);
    onProgress(digest.progress());
  }
  await readCopyUpTo(Number.POSITIVE_INFINITY);

  return {
    table,
    added: [...ahead.values()],
    changed,
    removed: [...behind.values()],
    checksum: digest.checksum(),
  };
}

function keyReader({ columns, key }: PortableTable): (row: PortableRow) => string {
  const positions = columns.flatMap(({ name }, at) => (key.includes(name) ? [at] : []));
  return (row) => JSON.stringify(positions.map((at) => row[at]));
}

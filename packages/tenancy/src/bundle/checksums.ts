import { createHash } from "node:crypto";
import type { TableChecksum } from "./manifest";
import type { PortableRow } from "./portable";
import type { TenantSnapshot } from "./snapshot";

/** How far a pass over a tenant's data has come. */
export interface BundleProgress {
  table: string;
  /** Of this table. */
  rows: number;
  /** Of this table, as lines of JSON. */
  bytes: number;
}

/** Adds up a table's rows as they pass. */
export class TableDigest {
  readonly #table: string;
  readonly #digest = createHash("sha256");
  #rows = 0;
  #bytes = 0;

  constructor(table: string) {
    this.#table = table;
  }

  add(lines: Uint8Array, rows: number): void {
    this.#digest.update(lines);
    this.#rows += rows;
    this.#bytes += lines.length;
  }

  progress(): BundleProgress {
    return { table: this.#table, rows: this.#rows, bytes: this.#bytes };
  }

  checksum(): TableChecksum {
    return { ...this.progress(), sha256: this.#digest.digest("hex") };
  }
}

/** Rows as they stand in a bundle: a line of JSON each. */
export function linesOf(rows: readonly PortableRow[]): Buffer {
  let lines = "";
  for (const row of rows) lines += `${JSON.stringify(row)}\n`;
  return Buffer.from(lines);
}

/**
 * What each table's rows amount to, in the snapshot's order. Equal on every isolation model where the data is equal.
 * Throws `value_unportable`.
 */
export async function tableChecksums(
  snapshot: Pick<TenantSnapshot, "tables" | "rows">,
  onProgress: (progress: BundleProgress) => void = () => {},
): Promise<TableChecksum[]> {
  const checksums: TableChecksum[] = [];
  for (const { name } of snapshot.tables) {
    const digest = new TableDigest(name);
    for await (const rows of snapshot.rows(name)) {
      digest.add(linesOf(rows), rows.length);
      onProgress(digest.progress());
    }
    checksums.push(digest.checksum());
  }
  return checksums;
}

import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Datasource } from "../datasource";
import { linesOf, TableDigest } from "./checksums";
import { type ExportOptions, headOf } from "./export-tenant";
import { documentHead, documentTail, tableHead } from "./json-format";
import type { BundleHead, BundleManifest, TableChecksum } from "./manifest";
import type { PortableRow } from "./portable";
import type { PortableTable, TenantSnapshot } from "./snapshot";

/**
 * Writes all of a tenant's data at one moment as one JSON document, for people and other programs: tables by name, rows
 * as objects, a row on a line. Takes no more memory for a large tenant than for a small one. It is not encrypted, and
 * nothing in it shows damage; `bundleOfJson` makes a bundle of it again. Throws as `exportTenant` does.
 */
export async function exportTenantJson(
  datasource: Datasource,
  tenantId: string,
  writable: Writable,
  options: Pick<ExportOptions, "slug" | "onProgress" | "signal">,
): Promise<BundleManifest> {
  const snapshot = await datasource.snapshot(tenantId);
  try {
    const head = headOf(snapshot, tenantId, options.slug);
    const checksums: TableChecksum[] = [];
    const { signal } = options;
    await pipeline(document(snapshot, head, checksums, options.onProgress), writable, { signal });
    return { ...head, checksums };
  } finally {
    await snapshot.close();
  }
}

async function* document(
  snapshot: TenantSnapshot,
  head: BundleHead,
  checksums: TableChecksum[],
  onProgress: ExportOptions["onProgress"] = () => {},
): AsyncGenerator<string> {
  yield documentHead(head);
  for (const [index, table] of head.tables.entries()) {
    yield (index === 0 ? "" : ",\n") + tableHead(table.name);
    const digest = new TableDigest(table.name);
    for await (const rows of snapshot.rows(table.name)) {
      const first = digest.progress().rows === 0;
      digest.add(linesOf(rows), rows.length);
      yield (first ? "\n" : ",\n") + rows.map((row) => JSON.stringify(asObject(row, table))).join(",\n");
      onProgress(digest.progress());
    }
    checksums.push(digest.checksum());
    yield "\n]";
  }
  yield `\n${documentTail}`;
}

function asObject(row: PortableRow, { columns }: PortableTable): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, row[index]]));
}

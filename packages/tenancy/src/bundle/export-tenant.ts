import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Datasource } from "../datasource";
import { type BundleProgress, linesOf, TableDigest } from "./checksums";
import { type BundleSecret, newSeal } from "./keys";
import type { BundleHead, BundleManifest, TableChecksum } from "./manifest";
import { sealFrames } from "./seal-frames";
import type { TenantSnapshot } from "./snapshot";

export interface ExportOptions extends BundleSecret {
  /** What the tenant is called, for whoever finds the bundle. */
  slug: string;
  onProgress?: (progress: BundleProgress) => void;
  /** Breaks the export off; the stream is destroyed. */
  signal?: AbortSignal;
}

/**
 * Writes all of a tenant's data at one moment as a bundle to `writable`, ends it and returns what is in it. Takes no
 * more memory for a large tenant than for a small one. Others go on writing meanwhile.
 *
 * Throws `datasource_missing`, `value_unportable`, `bundle_locked` for a key that is none, and what the stream throws.
 */
export async function exportTenant(
  datasource: Datasource,
  tenantId: string,
  writable: Writable,
  options: ExportOptions,
): Promise<BundleManifest> {
  const { header, key } = await newSeal(options);
  const snapshot = await datasource.snapshot(tenantId);
  try {
    const head = headOf(snapshot, tenantId, options.slug);
    const checksums: TableChecksum[] = [];
    await pipeline(
      content(snapshot, head, checksums, options.onProgress),
      // The fastest level: others save a fifth of the space for three times the work.
      createGzip({ level: 1 }),
      (compressed: AsyncIterable<Buffer>) => sealFrames(header, key, compressed),
      writable,
      { signal: options.signal },
    );
    return { ...head, checksums };
  } finally {
    await snapshot.close();
  }
}

/** What a snapshot says of itself. */
export function headOf(snapshot: TenantSnapshot, tenantId: string, slug: string): BundleHead {
  const { dialect, schemaVersion, migrations, tables } = snapshot;
  return {
    tenant: { id: tenantId, slug },
    createdAt: new Date().toISOString(),
    dialect,
    schemaVersion,
    migrations: migrations.map(({ name, checksum }) => ({ name, checksum })),
    tables: tables.map(({ name, columns, key, counters }) => ({
      name,
      columns: columns.map((column) => ({
        name: column.name,
        type: column.type,
        nullable: column.nullable,
      })),
      key,
      counters,
    })),
  };
}

// The head, then each table's rows and what they amount to, then the end: a line each.
async function* content(
  snapshot: TenantSnapshot,
  head: BundleHead,
  checksums: TableChecksum[],
  onProgress: (progress: BundleProgress) => void = () => {},
): AsyncGenerator<Buffer> {
  yield controlLine(head);
  for (const { name } of head.tables) {
    const digest = new TableDigest(name);
    for await (const rows of snapshot.rows(name)) {
      const lines = linesOf(rows);
      digest.add(lines, rows.length);
      yield lines;
      onProgress(digest.progress());
    }
    const checksum = digest.checksum();
    checksums.push(checksum);
    yield controlLine(checksum);
  }
  yield controlLine({ end: checksums.length });
}

function controlLine(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

import { isUtf8 } from "node:buffer";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type BundleProgress, TableDigest } from "./checksums";
import { isRecord } from "./header";
import type { BundleSecret } from "./keys";
import { wholeLines } from "./lines";
import { type BundleHead, type BundleManifest, invalid, readHead, type TableChecksum } from "./manifest";
import { corrupt, openFrames } from "./open-frames";
import type { PortableRow } from "./portable";
import type { PortableTable } from "./snapshot";

/** Takes what is in a bundle, in its order. Nothing of it is certain before the whole bundle was read. */
export interface BundleSink {
  head(head: BundleHead): Promise<void>;
  table(table: PortableTable): Promise<void>;
  /** Rows of the table last begun. */
  rows(rows: PortableRow[]): Promise<void>;
}

export interface ReadBundleOptions extends BundleSecret {
  onProgress?: (progress: BundleProgress) => void;
  signal?: AbortSignal;
}

const rowsInBatch = 500;
const bytesInBatch = 512 * 1024;

/**
 * Reads a bundle to its end, checks everything that it says of itself, and returns what is in it. Throws
 * `bundle_invalid`, `bundle_version`, `bundle_corrupt`, `bundle_truncated`, `bundle_locked`, `bundle_limit`, and what
 * the sink and the stream throw.
 */
export async function readBundle(
  stream: AsyncIterable<unknown>,
  options: ReadBundleOptions,
  sink: BundleSink,
): Promise<BundleManifest> {
  const read: { manifest: BundleManifest | null } = { manifest: null };
  try {
    await pipeline(
      openFrames(stream, options),
      createGunzip(),
      async (chunks: AsyncIterable<Buffer>) => {
        read.manifest = await readContent(chunks, sink, options.onProgress ?? (() => {}));
      },
      { signal: options.signal },
    );
  } catch (error) {
    throw isZlibError(error) ? corrupt("it cannot be decompressed") : error;
  }
  if (read.manifest === null) throw corrupt("it has no end");
  return read.manifest;
}

async function readContent(
  chunks: AsyncIterable<Buffer>,
  sink: BundleSink,
  onProgress: (progress: BundleProgress) => void,
): Promise<BundleManifest> {
  const content = new Content(sink, onProgress);
  for await (const lines of wholeLines(chunks)) await content.take(lines);
  return content.end();
}

class Content {
  readonly #sink: BundleSink;
  readonly #onProgress: (progress: BundleProgress) => void;
  readonly #checksums: TableChecksum[] = [];
  #head: BundleHead | null = null;
  #table: PortableTable | null = null;
  #digest = new TableDigest("");
  #batch: PortableRow[] = [];
  #batchBytes = 0;
  #ended = false;

  constructor(sink: BundleSink, onProgress: (progress: BundleProgress) => void) {
    this.#sink = sink;
    this.#onProgress = onProgress;
  }

  async take(lines: readonly Buffer[]): Promise<void> {
    for (const line of lines) {
      const value = parse(line);
      if (this.#ended) throw invalid("what follows its end");
      if (this.#head === null) await this.#begin(readHead(value));
      else if (Array.isArray(value)) await this.#addRow(line, value);
      else await this.#control(value, this.#head);
    }
  }

  end(): BundleManifest {
    if (this.#head === null || !this.#ended) throw corrupt("it has no end");
    return { ...this.#head, checksums: this.#checksums };
  }

  async #begin(head: BundleHead): Promise<void> {
    this.#head = head;
    await this.#sink.head(head);
    await this.#nextTable(head);
  }

  async #nextTable(head: BundleHead): Promise<void> {
    this.#table = head.tables[this.#checksums.length] ?? null;
    if (this.#table === null) return;
    this.#digest = new TableDigest(this.#table.name);
    await this.#sink.table(this.#table);
  }

  async #addRow(line: Buffer, values: unknown[]): Promise<void> {
    if (this.#table === null) throw invalid("a row after the last table");
    this.#digest.add(line, 1);
    this.#batch.push(asRow(values, this.#table));
    this.#batchBytes += line.length;
    if (this.#batch.length >= rowsInBatch || this.#batchBytes >= bytesInBatch) await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#batch.length === 0) return;
    const rows = this.#batch;
    this.#batch = [];
    this.#batchBytes = 0;
    await this.#sink.rows(rows);
    this.#onProgress(this.#digest.progress());
  }

  // A table's end, or the bundle's.
  async #control(value: unknown, head: BundleHead): Promise<void> {
    if (!isRecord(value)) throw invalid("a line");
    if (this.#table === null) {
      if (value.end !== head.tables.length) throw invalid("its number of tables");
      this.#ended = true;
      return;
    }
    await this.#flush();
    const checksum = this.#digest.checksum();
    const { table, rows, bytes, sha256 } = checksum;
    if (value.table !== table || value.rows !== rows || value.bytes !== bytes || value.sha256 !== sha256)
      throw corrupt(`the rows of table ${JSON.stringify(table)} are not those that were counted`);
    this.#checksums.push(checksum);
    await this.#nextTable(head);
  }
}

function parse(line: Buffer): unknown {
  if (!isUtf8(line)) throw corrupt("a line is not UTF-8");
  try {
    return JSON.parse(line.toString());
  } catch {
    throw corrupt("a line is not JSON");
  }
}

function asRow(values: unknown[], table: PortableTable): PortableRow {
  if (values.length !== table.columns.length || !values.every(isScalar))
    throw invalid(`a row of table ${JSON.stringify(table.name)}`);
  return values;
}

function isScalar(value: unknown): value is PortableRow[number] {
  return value === null || typeof value !== "object";
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { TenancyError } from "../errors";
import { TableDigest } from "./checksums";
import { isRecord } from "./header";
import { documentTail, readDocumentHead, tableHead } from "./json-format";
import { newSeal } from "./keys";
import { wholeLines } from "./lines";
import { type BundleHead, readHead } from "./manifest";
import { sealFrames } from "./seal-frames";
import type { PortableTable } from "./snapshot";

/**
 * The bundle of what `exportTenantJson` wrote, as a stream: everything that takes a bundle takes it. Rows may have been
 * changed by hand, as long as each stays on its line; what they hold is checked when it is loaded. Reading it throws
 * `bundle_invalid`, naming the line, `bundle_truncated` and `bundle_limit`.
 */
export function bundleOfJson(json: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return {
    async *[Symbol.asyncIterator]() {
      const { header, key } = await newSeal({});
      const bundle = new PassThrough();
      // What goes wrong destroys the stream with its reason, which the reader gets.
      pipeline(
        contentOf(json),
        createGzip({ level: 1 }),
        (compressed: AsyncIterable<Buffer>) => sealFrames(header, key, compressed),
        bundle,
      ).catch(() => {});
      yield* bundle;
    },
  };
}

async function* contentOf(json: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const reader = new DocumentReader();
  for await (const lines of wholeLines(json)) {
    const content = lines.map((line) => reader.take(line.toString().replace(/\r?\n$/, ""))).join("");
    if (content !== "") yield Buffer.from(content);
  }
  reader.assertEnded();
}

/** Turns the document into a bundle's lines, a line at a time. */
class DocumentReader {
  #head: BundleHead | null = null;
  #line = 0;
  /** How many tables have ended. */
  #done = 0;
  #table: PortableTable | null = null;
  #digest = new TableDigest("");
  #ended = false;

  take(line: string): string {
    this.#line++;
    if (this.#ended) throw this.#wrong("what follows its end");
    if (this.#head === null) return this.#begin(line);
    if (this.#table === null) return this.#between(line, this.#head);
    return line === "]" || line === "]," ? this.#endTable() : this.#row(line, this.#table);
  }

  assertEnded(): void {
    if (this.#ended) return;
    throw new TenancyError(
      "bundle_truncated",
      `The JSON document ends after line ${this.#line}, in the middle.`,
    );
  }

  #begin(line: string): string {
    const said = this.#parse(() => readDocumentHead(line));
    this.#head = readHead(said);
    return lineOf(this.#head);
  }

  #between(line: string, head: BundleHead): string {
    const next = head.tables[this.#done];
    if (next === undefined) {
      if (line !== documentTail.trimEnd()) throw this.#wrong("its end");
      this.#ended = true;
      return lineOf({ end: this.#done });
    }
    if (line !== tableHead(next.name))
      throw this.#wrong(`the beginning of table ${JSON.stringify(next.name)}`);
    this.#table = next;
    this.#digest = new TableDigest(next.name);
    return "";
  }

  #row(line: string, { columns }: PortableTable): string {
    const row = this.#parse(() => JSON.parse(line.replace(/,$/, "")));
    if (!isRecord(row)) throw this.#wrong("a row");
    const values = columns.map(({ name }) => {
      if (Object.hasOwn(row, name)) return row[name];
      throw this.#wrong(`a row without ${JSON.stringify(name)}`);
    });
    if (Object.keys(row).length > columns.length)
      throw this.#wrong("a row with a column that the table has not");
    const text = lineOf(values);
    this.#digest.add(Buffer.from(text), 1);
    return text;
  }

  #endTable(): string {
    this.#table = null;
    this.#done++;
    return lineOf(this.#digest.checksum());
  }

  #parse(read: () => unknown): unknown {
    try {
      return read();
    } catch {
      throw this.#wrong("what is no JSON");
    }
  }

  #wrong(what: string): TenancyError {
    return new TenancyError(
      "bundle_invalid",
      `The JSON document is not as it was written: line ${this.#line} holds ${what}. Each row has a line of its own.`,
    );
  }
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

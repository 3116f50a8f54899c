import { createHash, type Hash } from "node:crypto";
import { TenancyError } from "../errors";

/** Takes a stream apart, and keeps the digest of what was taken. */
export class ByteReader {
  readonly #chunks: AsyncIterator<unknown>;
  readonly #digest: Hash = createHash("sha256");
  #held: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<unknown>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** The next `length` bytes. Throws `bundle_truncated` where there are fewer. */
  async take(length: number): Promise<Buffer> {
    while (this.#held.length < length) await this.#more();
    return this.#cut(length);
  }

  /** The next line without its end. Throws `bundle_invalid` when it is longer than `most` bytes. */
  async line(most: number): Promise<string> {
    for (let from = 0; ; ) {
      const end = this.#held.indexOf(10, from);
      if (end >= 0 && end <= most)
        return this.#cut(end + 1)
          .subarray(0, end)
          .toString();
      if (this.#held.length > most)
        throw new TenancyError("bundle_invalid", "This is not a bundle: its first lines have no end.");
      from = this.#held.length;
      await this.#more();
    }
  }

  /** The SHA-256 of everything taken so far. */
  digest(): Buffer {
    return this.#digest.copy().digest();
  }

  /** Whether there is nothing left. */
  async atEnd(): Promise<boolean> {
    if (this.#held.length > 0) return false;
    return (await this.#next()) === null;
  }

  /** Tells the stream that nothing more is wanted. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #cut(length: number): Buffer {
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    this.#digest.update(taken);
    return taken;
  }

  async #more(): Promise<void> {
    const chunk = await this.#next();
    if (chunk === null)
      throw new TenancyError("bundle_truncated", "The bundle ends too early. Take another copy of it.");
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
  }

  async #next(): Promise<Buffer | null> {
    for (;;) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return null;
      const chunk = typeof value === "string" ? Buffer.from(value) : value;
      if (!(chunk instanceof Uint8Array)) throw new TypeError("A bundle is read from a stream of bytes.");
      if (chunk.length > 0) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    }
  }
}

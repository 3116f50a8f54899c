import { createDecipheriv } from "node:crypto";
import { TenancyError } from "../errors";
import { ByteReader } from "./byte-reader";
import { framePayload, lastFrame, limits, tagLength } from "./format";
import { checkFirstLine, readHeader } from "./header";
import { type BundleSecret, frameKey, locked } from "./keys";
import { checkOf, nonceOf } from "./seal-frames";

const digestLength = 32;

/**
 * A bundle's content, frame by frame. What has come out is the writer's only once the last has: before that it may be
 * cut off or, where it is not encrypted, changed.
 *
 * Throws `bundle_invalid`, `bundle_version`, `bundle_limit` or `bundle_locked` before the first frame, and
 * `bundle_corrupt` or `bundle_truncated` wherever the damage shows.
 */
export async function* openFrames(
  stream: AsyncIterable<unknown>,
  secret: BundleSecret,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(stream);
  try {
    const key = await openHeader(reader, secret);
    let last = false;
    for (let number = 0; !last; number++) {
      const head = (await reader.take(4)).readUInt32BE();
      last = head >= lastFrame;
      const length = last ? head - lastFrame : head;
      if (length < tagLength || length > framePayload + tagLength) throw corrupt();
      const body = await reader.take(length);
      yield key === null ? checked(number, last, body) : decrypt(key, number, last, body);
    }
    const expected = reader.digest();
    if (!expected.equals(await reader.take(digestLength))) throw corrupt();
    if (!(await reader.atEnd())) throw corrupt();
  } finally {
    await reader.close();
  }
}

async function openHeader(reader: ByteReader, secret: BundleSecret): Promise<Buffer | null> {
  const first = await reader.line(limits.header);
  checkFirstLine(first);
  const line = await reader.line(limits.header);
  const header = readHeader(first, line, await reader.line(limits.header));
  return frameKey(header, secret);
}

function checked(number: number, last: boolean, body: Buffer): Buffer {
  const payload = body.subarray(0, body.length - tagLength);
  if (checkOf(number, last, payload).equals(body.subarray(payload.length))) return payload;
  throw corrupt();
}

function decrypt(key: Buffer, number: number, last: boolean, body: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(number, last));
  decipher.setAuthTag(body.subarray(body.length - tagLength));
  try {
    return Buffer.concat([decipher.update(body.subarray(0, body.length - tagLength)), decipher.final()]);
  } catch {
    // Which of the two it is shows from the second frame on.
    throw number === 0 ? locked("The key or passphrase is another's, or the bundle was altered") : corrupt();
  }
}

/** The refusal of a bundle that is not as it was written. */
export function corrupt(detail = "what it holds is not what was written"): TenancyError {
  return new TenancyError("bundle_corrupt", `The bundle is damaged: ${detail}. Take another copy of it.`);
}

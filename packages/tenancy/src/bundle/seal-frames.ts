import { createCipheriv, createHash } from "node:crypto";
import { framePayload, lastFrame, tagLength } from "./format";

/**
 * A bundle's bytes: its header, its content in frames, and the SHA-256 of all that. Each frame ends with 16 bytes that
 * tell whether it is as it was written and in its place. With a key each frame is sealed
 * with AES-256-GCM under a nonce that counts the frames and marks the last, so that none can be changed, moved, left
 * out or added (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 */
export async function* sealFrames(
  header: Buffer,
  key: Buffer | null,
  content: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const digest = createHash("sha256").update(header);
  yield header;
  let held: Buffer = Buffer.alloc(0);
  let number = 0;
  const seal = (payload: Buffer, last: boolean): Buffer => {
    const frame = frameOf(
      key === null ? check(number, last, payload) : encrypt(key, number, last, payload),
      last,
    );
    number++;
    digest.update(frame);
    return frame;
  };
  for await (const chunk of content) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    // One byte is kept back, since the last frame has to know that it is.
    while (held.length > framePayload) {
      yield seal(held.subarray(0, framePayload), false);
      held = held.subarray(framePayload);
    }
  }
  yield seal(held, true);
  yield digest.digest();
}

function frameOf(body: Buffer, last: boolean): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE((last ? lastFrame : 0) + body.length);
  return Buffer.concat([length, body]);
}

function check(number: number, last: boolean, payload: Buffer): Buffer {
  return Buffer.concat([payload, checkOf(number, last, payload)]);
}

/** What follows the payload of a frame that is not encrypted, so that damage shows before anything is read. */
export function checkOf(number: number, last: boolean, payload: Buffer): Buffer {
  const digest = createHash("sha256").update(nonceOf(number, last)).update(payload).digest();
  return digest.subarray(0, tagLength);
}

function encrypt(key: Buffer, number: number, last: boolean, payload: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number, last));
  return Buffer.concat([cipher.update(payload), cipher.final(), cipher.getAuthTag()]);
}

/** A frame's nonce. The key is one bundle's alone, so counting is enough. */
export function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

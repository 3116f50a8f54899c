import { createHmac, hkdfSync } from "node:crypto";
import { TenancyError } from "../errors";

/** A key that wraps others. Made by `createMasterKey` and not to be taken apart. */
export interface MasterKey {
  /** Names the key and tells nothing of it. */
  readonly id: string;
  /** What the wrapping is done with, derived from the key. */
  readonly wrapping: Buffer;
}

/** The key that new wrappings are made with, and those whose wrappings are still read. */
export interface MasterKeys {
  readonly current: MasterKey;
  readonly previous: readonly MasterKey[];
}

const masterKeyBytes = 32;

/**
 * Prepares 32 bytes for use as a master key. The wrapping key (HKDF-SHA-256, RFC 5869) and the id are derived from
 * them for this purpose alone, so that the same bytes may serve other purposes too. Throws `master_key_invalid`.
 */
export function createMasterKey(bytes: Buffer): MasterKey {
  if (bytes.length !== masterKeyBytes) {
    throw new TenancyError(
      "master_key_invalid",
      `A master key has ${masterKeyBytes} bytes, not ${bytes.length}.`,
    );
  }
  const id = createHmac("sha256", bytes).update("acre master key id").digest("hex").slice(0, 16);
  const wrapping = Buffer.from(hkdfSync("sha256", bytes, "", "acre wrapping key", 32));
  return { id, wrapping };
}

/** The master key of that id. Throws `master_key_unknown`, naming the id that is needed. */
export function masterKeyOf(keys: MasterKeys, id: string): MasterKey {
  const found = [keys.current, ...keys.previous].find((key) => key.id === id);
  if (found !== undefined) return found;
  throw new TenancyError(
    "master_key_unknown",
    `Keys are wrapped by the master key ${id}, which is not at hand; the current one is ${keys.current.id}. Start with the master key ${id}, or give it as the previous one.`,
  );
}

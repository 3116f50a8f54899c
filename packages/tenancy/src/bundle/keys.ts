import { createHash, hkdfSync, randomBytes, scrypt } from "node:crypto";
import { TenancyError } from "../errors";
import { type BundleHeader, type ScryptParameters, writeHeader } from "./header";

/** What closes a bundle and opens it again: one of them, or neither for a bundle that is not encrypted. */
export interface BundleSecret {
  /** 32 bytes. */
  key?: Uint8Array;
  passphrase?: string;
}

// OWASP's recommendation: 128 MiB and about 0.3 s a guess.
const strength: ScryptParameters = { n: 2 ** 17, r: 8, p: 1 };

/** A new bundle's header, and the key for its frames or null. */
export async function newSeal(secret: BundleSecret): Promise<{ header: Buffer; key: Buffer | null }> {
  if (secret.key === undefined && secret.passphrase === undefined)
    return { header: writeHeader({ compression: "gzip", encryption: null }), key: null };
  const salt = randomBytes(32).toString("base64");
  const encryption = {
    cipher: "aes-256-gcm",
    salt,
    scrypt: secret.passphrase === undefined ? null : strength,
  } as const;
  const header = { compression: "gzip", encryption } as const;
  return { header: writeHeader(header), key: await frameKey(header, secret) };
}

/**
 * The key for a bundle's frames; null for one that is not encrypted. Each bundle has its own, derived with its salt
 * and bound to its header (HKDF, RFC 5869). Throws `bundle_locked` where the secret is missing or of the other kind.
 */
export async function frameKey(header: BundleHeader, secret: BundleSecret): Promise<Buffer | null> {
  const { encryption } = header;
  if (encryption === null) return null;
  const salt = Buffer.from(encryption.salt, "base64");
  const master = await masterKey(encryption.scrypt, salt, secret);
  const info = createHash("sha256").update("acre-bundle frames").update(writeHeader(header)).digest();
  return Buffer.from(hkdfSync("sha256", master, salt, info, 32));
}

async function masterKey(
  parameters: ScryptParameters | null,
  salt: Buffer,
  { key, passphrase }: BundleSecret,
): Promise<Uint8Array> {
  if (parameters === null) {
    if (key?.length === 32) return key;
    throw locked(key === undefined ? "It was closed with a key" : "A key has 32 bytes");
  }
  if (passphrase === undefined) throw locked("It was closed with a passphrase");
  return derive(passphrase, salt, parameters);
}

function derive(passphrase: string, salt: Buffer, { n, r, p }: ScryptParameters): Promise<Buffer> {
  const maxmem = 128 * n * r + 1024 * 1024 * p;
  return new Promise((resolve, reject) => {
    // The same letters may be typed in several ways (Unicode, annex 15).
    scrypt(passphrase.normalize("NFKC"), salt, 32, { N: n, r, p, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

/** The refusal to open a bundle without what closed it. */
export function locked(reason: string): TenancyError {
  return new TenancyError("bundle_locked", `The bundle cannot be opened. ${reason}.`);
}

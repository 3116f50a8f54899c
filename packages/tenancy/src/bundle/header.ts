import { createHash } from "node:crypto";
import { TenancyError } from "../errors";
import { firstLine, formatVersion, limits } from "./format";

/** How a passphrase becomes a key: scrypt (RFC 7914). */
export interface ScryptParameters {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** What a bundle says of itself before anything of it is opened. */
export interface BundleHeader {
  readonly compression: "gzip";
  readonly encryption: null | {
    readonly cipher: "aes-256-gcm";
    /** 32 random bytes in base64, from which this bundle's own key is derived. */
    readonly salt: string;
    /** For a passphrase; null for a key of 32 bytes. */
    readonly scrypt: ScryptParameters | null;
  };
}

/** The three lines a bundle begins with: format and version, the header, and the digest of both. */
export function writeHeader(header: BundleHeader): Buffer {
  const lines = `acre-bundle ${formatVersion}\n${JSON.stringify(header)}\n`;
  return Buffer.from(`${lines}${digestOf(lines)}\n`);
}

/**
 * Checks the first line. Throws `bundle_invalid` for anything but a bundle, `bundle_version` for one of a version that
 * this code does not read.
 */
export function checkFirstLine(line: string): void {
  const version = firstLine.exec(line)?.[1];
  if (version === undefined)
    throw new TenancyError("bundle_invalid", "This is not a bundle: it does not begin as one.");
  if (Number(version) === formatVersion) return;
  throw new TenancyError(
    "bundle_version",
    `This bundle is of format ${version}; this version of the code reads format ${formatVersion}. Read it with the code that wrote it, or newer.`,
  );
}

/** The header from its line, once the digest agrees. Throws `bundle_corrupt`, `bundle_invalid`, `bundle_limit`. */
export function readHeader(first: string, line: string, digest: string): BundleHeader {
  if (digestOf(`${first}\n${line}\n`) !== digest)
    throw new TenancyError("bundle_corrupt", "The bundle's header is damaged. Take another copy of it.");
  const header = parse(line);
  if (!isRecord(header) || header.compression !== "gzip") throw invalid();
  if (header.encryption === null) return { compression: "gzip", encryption: null };
  return { compression: "gzip", encryption: encryptionIn(header.encryption) };
}

function encryptionIn(value: unknown): BundleHeader["encryption"] {
  if (!isRecord(value) || value.cipher !== "aes-256-gcm") throw invalid();
  const { salt, scrypt } = value;
  if (typeof salt !== "string" || Buffer.from(salt, "base64").length !== 32) throw invalid();
  return { cipher: "aes-256-gcm", salt, scrypt: scrypt === null ? null : scryptIn(scrypt) };
}

function scryptIn(value: unknown): ScryptParameters {
  if (!isRecord(value)) throw invalid();
  const { n, r, p } = value;
  if (!isCount(n) || !isCount(r) || !isCount(p) || n < 2 || !Number.isInteger(Math.log2(n))) throw invalid();
  if (128 * n * r <= limits.scryptMemory && p <= limits.scryptParallel) return { n, r, p };
  throw new TenancyError(
    "bundle_limit",
    `The bundle asks for scrypt with N=${n}, r=${r}, p=${p}, which is more than is given: ${limits.scryptMemory} bytes and p=${limits.scryptParallel}.`,
  );
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw invalid();
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function invalid(): TenancyError {
  return new TenancyError("bundle_invalid", "The bundle's header says nothing that this code knows.");
}

/** Whether a value from outside is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value from outside is a whole number of one or more. */
function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

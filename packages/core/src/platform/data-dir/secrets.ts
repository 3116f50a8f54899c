import { randomBytes } from "node:crypto";
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DataDirError } from "./data-dir-error";

const SECRETS_FILE = "secrets.json";
const UNFINISHED_FILE = "secrets.json.new";
const SECRET_BYTES = 32;

/** Files in a data folder that belong to its secrets. */
export const SECRETS_FILES: readonly string[] = [SECRETS_FILE, UNFINISHED_FILE];

/** What the installation keeps to itself: each is 32 random bytes, written in base64url. */
export interface Secrets {
  /** Signs sessions (NEXTAUTH_SECRET) */
  readonly nextAuthSecret: string;
  /** What further secrets are derived from, such as the password of the login made on PostgreSQL. */
  readonly masterKey: string;
}

/**
 * Reads `secrets.json` of a data folder, or null when there is none. Closes it to other users on the way.
 *
 * @throws DataDirError `secrets_damaged` when it is there but is not what was written
 */
export function readSecrets(dir: string): Secrets | null {
  const path = join(dir, SECRETS_FILE);
  const text = readIfThere(path);
  if (text === null) return null;
  const secrets = parseSecrets(text);
  if (secrets === null) {
    throw new DataDirError(
      "secrets_damaged",
      `The secrets file ${path} is damaged and was left as it is; restore it from a backup, since the data cannot be opened without it.`,
    );
  }
  chmodSync(path, 0o600);
  return secrets;
}

/**
 * Generates the secrets of a new data folder and makes them durable before it returns them: a key that
 * data was written under must never be lost. The caller holds the folder's lock.
 */
export function createSecrets(dir: string): Secrets {
  const secrets: Secrets = { nextAuthSecret: randomSecret(), masterKey: randomSecret() };
  const unfinished = join(dir, UNFINISHED_FILE);
  const file = openSync(unfinished, "w", 0o600);
  try {
    writeSync(file, `${JSON.stringify(secrets, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, join(dir, SECRETS_FILE));
  syncFolder(dir);
  return secrets;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function parseSecrets(text: string): Secrets | null {
  const value = parseJson(text);
  if (typeof value !== "object" || value === null) return null;
  if (!("nextAuthSecret" in value) || !("masterKey" in value)) return null;
  const { nextAuthSecret, masterKey } = value;
  return isSecret(nextAuthSecret) && isSecret(masterKey) ? { nextAuthSecret, masterKey } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isSecret(value: unknown): value is string {
  return typeof value === "string" && Buffer.from(value, "base64url").length === SECRET_BYTES;
}

function randomSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

// A rename survives a power cut only once the folder that records it is on disk. Windows cannot open a folder.
function syncFolder(dir: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dir, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Transform, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BundleManifest } from "@acre/tenancy";
import { AppError } from "../../../errors";
import { codeOf } from "../../../translate-error";

// What exFAT and some network drives say of a second name for a file.
const linkless = new Set<string | null>(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL"]);

/** A bundle that is durable in a file. */
export interface WrittenBundle {
  manifest: BundleManifest;
  bytes: number;
  /** Of the file, in hexadecimal. */
  sha256: string;
}

/**
 * Writes a bundle to a file that its owner alone can read. It has its name once it is whole and durable; what fails
 * leaves nothing.
 * @throws AppError `name_taken` when there is something of that name; what `write` throws
 */
export async function writeBundleFile(
  path: string,
  write: (writable: Writable) => Promise<BundleManifest>,
): Promise<WrittenBundle> {
  refuseTaken(path);
  const part = `${path}.${randomBytes(4).toString("hex")}.part`;
  const hash = createHash("sha256");
  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    const file = createWriteStream(part, { flags: "wx", mode: 0o600, flush: true });
    const manifest = await bothDone(write(counting), pipeline(counting, file), counting);
    await giveName(part, path);
    await syncFolder(dirname(path));
    return { manifest, bytes, sha256: hash.digest("hex") };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The SHA-256 of a file, in hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Makes a folder that its owner alone can look into. One that is there stays as it is. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

// What was refused has not touched the stream, and would leave the file open; what is open cannot be removed for good.
async function bothDone<T>(writing: Promise<T>, filing: Promise<void>, stream: Transform): Promise<T> {
  try {
    const [result] = await Promise.all([writing, filing]);
    return result;
  } catch (error) {
    stream.destroy();
    await Promise.allSettled([writing, filing]);
    throw error;
  }
}

// By a link, which fails where there is something: a rename would write over what came up since anybody looked.
async function giveName(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") throw taken(path);
    if (!linkless.has(code)) throw error;
    refuseTaken(path);
    return rename(part, path);
  }
  await rm(part);
}

function refuseTaken(path: string): void {
  if (existsSync(path)) throw taken(path);
}

function taken(path: string): AppError {
  return new AppError(
    "name_taken",
    `There is a file ${path} already. Move it away, or choose another name: nothing is written over.`,
  );
}

// A rename survives a power cut only once the folder that records it is on disk. Windows cannot open a folder.
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

// Keys in a file, so that two processes share them; and, started by itself, a process that rotates a tenant's key up to
// the step it is to be killed at, says so, and stays there.
import { existsSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { PlaceKeys, TenantKeys } from "../keys/tenant-keys";
import { createMemoryKeys } from "../testing/memory-keys";
import { tenantPath } from "./files";
import { rotateFileKey } from "./rotate-key";

export function createFileKeys(file: string): TenantKeys & { file: string } {
  async function using<T>(work: (keys: TenantKeys) => Promise<T>): Promise<T> {
    const places = read(file);
    const result = await work(createMemoryKeys(places));
    write(file, places);
    return result;
  }
  return {
    file,
    get: (placeId) => using((keys) => keys.get(placeId)),
    read: (placeIds) => using((keys) => keys.read(placeIds)),
    create: (placeId) => using((keys) => keys.create(placeId)),
    beginRotation: (placeId) => using((keys) => keys.beginRotation(placeId)),
    finishRotation: (placeId, next) => using((keys) => keys.finishRotation(placeId, next)),
    reassign: (placeId, to, known) => using((keys) => keys.reassign(placeId, to, known)),
    remove: (placeId) => using((keys) => keys.remove(placeId)),
    list: (prefix) => using((keys) => keys.list(prefix)),
  };
}

function read(file: string): Map<string, PlaceKeys> {
  if (!existsSync(file)) return new Map();
  const rows: [string, string | null, string | null][] = JSON.parse(readFileSync(file, "utf8"));
  const bytes = (text: string | null) => (text === null ? null : Buffer.from(text, "hex"));
  return new Map(rows.map(([id, current, next]) => [id, { current: bytes(current), next: bytes(next) }]));
}

function write(file: string, places: Map<string, PlaceKeys>): void {
  const text = (key: Buffer | null) => key?.toString("hex") ?? null;
  const rows = [...places].map(([id, { current, next }]) => [id, text(current), text(next)]);
  writeFileSync(`${file}.new`, JSON.stringify(rows));
  renameSync(`${file}.new`, file);
}

const [script, dir, file, placeId, last] = process.argv.slice(1);
if (script && import.meta.url === pathToFileURL(script).href && dir && file && placeId) {
  const path = tenantPath(dir, placeId);
  await rotateFileKey({
    dir,
    path,
    placeId,
    keys: createFileKeys(file),
    onStep(step) {
      if (step !== last) return;
      writeSync(1, `${step}\n`);
      // Nothing of this process runs on, until the end comes from outside.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  });
}

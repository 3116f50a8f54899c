import { closeSync, copyFileSync, fsyncSync, openSync } from "node:fs";

/** The floor of keeping a database elsewhere: a copy of the file that is on disk when this returns. */
export function copySynced(from: string, to: string): void {
  copyFileSync(from, to);
  syncFile(to);
}

/** Waits until what was written to a file, or to a folder, is on the disk. */
export function syncFile(path: string, mode: "r" | "r+" = "r+"): void {
  const file = openSync(path, mode);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

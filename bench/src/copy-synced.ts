import { closeSync, copyFileSync, fsyncSync, openSync } from "node:fs";

/** The floor of making a database: a copy of the file that is on disk when this returns. */
export function copySynced(from: string, to: string): void {
  copyFileSync(from, to);
  const file = openSync(to, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

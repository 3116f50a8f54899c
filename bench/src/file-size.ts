import { statSync } from "node:fs";

/** In bytes. */
export function sizeOf(file: string): number {
  return statSync(file).size;
}

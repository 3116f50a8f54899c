import { join } from "node:path";

/** The repository's folder: this file, and the bundle made of it, lie two folders under packages/. */
export const root = join(import.meta.dirname, "../../..");

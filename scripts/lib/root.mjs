import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, absolute. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The path of a file of the repository. */
export const inRoot = (...parts) => resolve(root, ...parts);

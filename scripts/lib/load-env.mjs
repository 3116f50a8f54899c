import { existsSync } from "node:fs";
import { inRoot } from "./root.mjs";

/** Reads the `.env` file at the repository's root when there is one. A variable that is already set wins. */
export function loadEnv() {
  const file = inRoot(".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

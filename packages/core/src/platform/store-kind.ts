import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EnvError } from "./env";

type StoreKind = "files" | "postgresql";

/** Name of the file in the data folder that says where its installation keeps the catalog. */
const storeKindFile = "store";

/**
 * Holds an installation to the store it began with. A start that has lost its DATABASE_URL would otherwise serve an
 * empty catalog as if nothing had ever been there, and take new sign-ups into it.
 * @throws EnvError when the data folder belongs to an installation on the other store
 */
export function claimStore(dataDir: string, kind: StoreKind): void {
  const path = join(dataDir, storeKindFile);
  const known = existsSync(path) ? readFileSync(path, "utf8").trim() : null;
  if (known === kind) return;
  if (known === null) {
    remember(path, kind);
    return;
  }
  throw new EnvError([
    known === "postgresql"
      ? `The data folder ${dataDir} belongs to an installation on PostgreSQL, but DATABASE_URL is not set. Set it, or choose another ACRE_DATA_DIR.`
      : `The data folder ${dataDir} holds its catalog in a file, but DATABASE_URL is set. Unset it, or choose another ACRE_DATA_DIR.`,
  ]);
}

function remember(path: string, kind: StoreKind): void {
  writeFileSync(`${path}.new`, `${kind}\n`);
  renameSync(`${path}.new`, path);
}

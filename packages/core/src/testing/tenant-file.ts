import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createMasterKey, unwrapKey } from "@acre/tenancy";
import Database from "better-sqlite3";
import { z } from "zod";
import type { Platform } from "../platform";

/** Opens a workspace's own file past every handle on it, with its key where it has one, works there, and closes it. */
export async function inTenantFile<T>(
  { catalog, env }: Platform,
  tenantId: string,
  work: (file: Database.Database) => T,
): Promise<T> {
  const row = await catalog.tenantKey.findUnique({ where: { placeId: tenantId } });
  const path = join(env.dataDir, "tenants", tenantId.slice(-2), `${tenantId}.db`);
  const file = new Database(path, { fileMustExist: true });
  try {
    if (row) {
      const key = unwrapKey(masterKeyIn(env.dataDir), tenantId, row.wrapped);
      file.pragma("cipher = 'aegis'");
      file.key(Buffer.concat([Buffer.from("raw:"), key]));
    }
    return work(file);
  } finally {
    file.close();
  }
}

function masterKeyIn(dataDir: string) {
  const secrets = z.object({ masterKey: z.string() });
  const { masterKey } = secrets.parse(JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8")));
  return createMasterKey(Buffer.from(masterKey, "base64url"));
}

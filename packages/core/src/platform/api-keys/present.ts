import type { CatalogDb } from "@acre/db/platform";
import { z } from "zod";
import type { ApiKey } from "../../api-keys/outputs";
import { type KeyScope, keyScopes } from "../../rights";

type Row = Awaited<ReturnType<CatalogDb["apiKey"]["findUniqueOrThrow"]>>;

/** A kept key as it is answered. */
export function presentKey(row: Row): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: readScopes(row.scopes),
    createdById: row.createdById,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

const keptScopes = z.array(z.string());

/** The scopes that were kept and that a key can still have; what nobody knows any more lets nothing. */
export function readScopes(json: string): KeyScope[] {
  const kept = new Set(keptScopes.parse(JSON.parse(json)));
  return keyScopes.filter((scope) => kept.has(scope));
}

import type { CatalogDb } from "@acre/db/platform";

export type BackupReason = "manual" | "scheduled" | "archive";

/** A backup that the system keeps, as operators see it. */
export interface KeptBackup {
  id: string;
  /** Of the tenant it is of, which may be gone. */
  tenantId: string;
  /** What that was called then. */
  slug: string;
  reason: string;
  bytes: number;
  sha256: string;
  schemaVersion: string;
  /** ISO 8601 instant. */
  createdAt: string;
  /** From when on it is pruned; null for never by itself. */
  expiresAt: string | null;
}

/** The catalog's row of a backup. */
export type BackupRow = NonNullable<Awaited<ReturnType<CatalogDb["backup"]["findFirst"]>>>;

/** Neither its key nor its place. */
export function presentBackup(row: BackupRow): KeptBackup {
  const { id, tenantId, slug, reason, bytes, sha256, schemaVersion, createdAt, expiresAt } = row;
  return {
    id,
    tenantId,
    slug,
    reason,
    bytes: Number(bytes),
    sha256,
    schemaVersion,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

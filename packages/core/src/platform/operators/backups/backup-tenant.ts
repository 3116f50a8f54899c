import type { BackupOptions, BundleManifest } from "@acre/tenancy";
import { audited } from "../audited";
import { findTenant } from "../find-tenant";
import type { Operator } from "../operator";
import { writeBundleFile } from "./bundle-file";
import { keepBundle } from "./keep-bundle";
import type { KeptBackup } from "./kept-backup";

type Watching = Pick<BackupOptions, "onProgress" | "signal">;

export interface BackupInput extends Watching {
  /** From when on it is pruned; never by itself unless said. */
  expiresAt?: Date;
}

/**
 * Keeps a backup of a tenant that is used meanwhile, encrypted under a key of its own.
 * @throws AppError `not_found`; what `Tenants.backup` throws
 */
export async function backupTenant(
  operator: Operator,
  slug: string,
  { expiresAt, ...watching }: BackupInput = {},
): Promise<KeptBackup> {
  const { platform } = operator;
  const tenant = await findTenant(platform, slug);
  const kind = { reason: "manual", expiresAt: expiresAt ?? null } as const;
  return audited(operator, { action: "tenant.backed_up", tenantId: tenant.id }, () =>
    keepBundle(platform, tenant, kind, (writable, options) =>
      platform.tenancy.tenants.backup(tenant.id, writable, { ...watching, ...options }),
    ),
  );
}

/** A bundle that was written to a file for whoever asked. */
export interface ExportedBundle {
  slug: string;
  path: string;
  bytes: number;
  sha256: string;
  encrypted: boolean;
  schemaVersion: string;
  rows: number;
}

export interface ExportInput extends Watching {
  /** Encrypts it; without one everybody can read it. */
  passphrase?: string;
  /** A bundle unless said, or one JSON document of tables and rows, which is not encrypted. */
  format?: "bundle" | "json";
}

/**
 * Writes a bundle of a tenant to a file, which is the caller's from then on.
 * @throws AppError `not_found`, `name_taken`; what `Tenants.backup` throws
 */
export async function exportTenantTo(
  operator: Operator,
  slug: string,
  path: string,
  { passphrase, format = "bundle", ...watching }: ExportInput = {},
): Promise<ExportedBundle> {
  const { tenancy } = operator.platform;
  const { id } = await findTenant(operator.platform, slug);
  const encrypted = passphrase !== undefined && format === "bundle";
  return audited(
    operator,
    { action: "tenant.exported", tenantId: id, detail: { encrypted, format } },
    async () => {
      const { manifest, bytes, sha256 } = await writeBundleFile(path, (writable) =>
        tenancy.tenants.backup(id, writable, { ...watching, format, ...(encrypted ? { passphrase } : {}) }),
      );
      return { slug, path, bytes, sha256, encrypted, ...contentOf(manifest) };
    },
  );
}

/** How much is in a bundle. */
export function contentOf({ schemaVersion, checksums }: BundleManifest): {
  schemaVersion: string;
  rows: number;
} {
  return { schemaVersion, rows: checksums.reduce((sum, { rows }) => sum + rows, 0) };
}

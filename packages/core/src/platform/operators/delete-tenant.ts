import { type Archiving, TenancyError } from "@acre/tenancy";
import { z } from "zod";
import type { Platform } from "../platform";
import { audited } from "./audited";
import { keepBundle } from "./backups/keep-bundle";
import type { KeptBackup } from "./backups/kept-backup";
import { removeBackup } from "./backups/prune-backups";
import { findTenant } from "./find-tenant";
import { catalogResidue, forgetTenant } from "./forget-tenant";
import type { Operator } from "./operator";

/** How long what is kept of an erased tenant is kept, in days. */
const archiveDays = 30;
const dayMs = 24 * 3600_000;
const deletion = "tenant.deleted";
const begunShape = z.object({ archive: z.boolean().default(true) });

export interface DeleteTenantInput {
  /** Keeps a last backup, and those there are, for 30 days; so unless said. Otherwise they go with the tenant. */
  archive?: boolean;
}

/** What became of an erased tenant. */
export interface ErasedTenant {
  id: string;
  slug: string;
  /** The places that were searched, wherever the tenant was thought to be. */
  searched: string[];
  /** What was found of it afterwards: nothing, as anything else is an error. */
  residue: string[];
  /** The last backup; null when none was made. */
  archive: KeptBackup | null;
  backups: { removed: number; kept: number };
}

/**
 * Erases a tenant and everything in it, and looks whether anything is left. Cut off, it is finished by asking again.
 * @throws AppError `not_found`; TenancyError `erasure_incomplete`, and what else `Tenants.delete` throws
 */
export async function deleteTenant(
  operator: Operator,
  slug: string,
  { archive = true }: DeleteTenantInput = {},
): Promise<ErasedTenant> {
  const { platform } = operator;
  const { id } = await findTenant(platform, slug);
  const erased = await audited(operator, { action: deletion, tenantId: id, detail: { archive } }, () =>
    erase(platform, id, slug, archive),
  );
  await forgetTenant(platform.catalog, id);
  return erased;
}

async function erase(platform: Platform, id: string, slug: string, archive: boolean): Promise<ErasedTenant> {
  const expiresAt = new Date(Date.now() + archiveDays * dayMs);
  const last: { archive: KeptBackup | null } = { archive: null };
  const keep = async ({ tenant, write }: Archiving) => {
    last.archive = await keepBundle(platform, tenant, { reason: "archive", expiresAt }, write);
  };
  const options = archive ? { archive: keep } : {};
  const { asked: searched, residue } = await platform.tenancy.tenants.delete(id, options);
  const backups = await settleBackups(platform, id, archive);
  const left = [...residue, ...(await catalogResidue(platform.catalog, id))];
  if (left.length > 0) {
    throw new TenancyError("erasure_incomplete", `Something of tenant ${slug} is left: ${left.join("; ")}.`);
  }
  return { id, slug, searched, residue: left, ...last, backups };
}

/** What becomes of an erased tenant's backups: they go in 30 days, or now. Doing it twice is doing it once. */
async function settleBackups(platform: Platform, tenantId: string, archive: boolean) {
  const { backup } = platform.catalog;
  if (archive) {
    const expiresAt = new Date(Date.now() + archiveDays * dayMs);
    // What goes earlier by itself goes earlier.
    const later = { OR: [{ expiresAt: null }, { expiresAt: { gt: expiresAt } }] };
    await backup.updateMany({ where: { tenantId, ...later }, data: { expiresAt } });
    return { removed: 0, kept: await backup.count({ where: { tenantId } }) };
  }
  const kept = await backup.findMany({ where: { tenantId } });
  for (const row of kept) await removeBackup(platform, row);
  return { removed: kept.length, kept: 0 };
}

/** Finishes the deletions that were cut off after the tenant itself was gone, when nobody can ask for it again. */
export async function finishErasures(platform: Platform): Promise<void> {
  const { operatorEvent, tenant } = platform.catalog;
  const begun = await operatorEvent.findMany({
    where: { action: deletion, detail: { contains: '"outcome":"begun"' } },
  });
  for (const { id, tenantId, detail } of begun) {
    if (tenantId === null || (await tenant.count({ where: { id: tenantId } })) > 0) continue;
    const { archive } = begunShape.parse(JSON.parse(detail));
    await settleBackups(platform, tenantId, archive);
    await forgetTenant(platform.catalog, tenantId);
    await operatorEvent.update({
      where: { id },
      data: { detail: JSON.stringify({ archive, outcome: "done" }) },
    });
  }
}

import { type Archiving, TenancyError } from "@acre/tenancy";
import { z } from "zod";
import { dayMs } from "../../durations";
import { deletePreviewsOf } from "../branches/delete-branch";
import type { Platform } from "../platform";
import { audited } from "./audited";
import { keepBundle, removeBackup } from "./backups/keep-bundle";
import type { KeptBackup } from "./backups/kept-backup";
import { findTenant } from "./find-tenant";
import { catalogResidue, forgetTenant } from "./forget-tenant";
import type { Operator } from "./operator";

/** How long what is kept of an erased tenant is kept, in days. */
const archiveDays = 30;
const deletion = "tenant.deleted";
const detailShape = z.object({ archive: z.boolean().default(true), reason: z.string().optional() });
// Why a deletion was refused that another one of the same tenant was faster than: it has nothing to finish.
const refusals = new Set(["tenant_busy", "tenant_not_found"]);

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
 * Erases a tenant and everything in it, and looks whether anything is left. Cut off, it is finished by asking again, or
 * by `finishErasures` once there is no tenant to ask for.
 * @throws AppError `not_found`; TenancyError `erasure_incomplete`, and what else `Tenants.delete` throws
 */
export async function deleteTenant(
  operator: Operator,
  slug: string,
  { archive = true }: DeleteTenantInput = {},
): Promise<ErasedTenant> {
  const { platform } = operator;
  const { id } = await findTenant(platform, slug);
  return audited(operator, { action: deletion, tenantId: id, detail: { archive } }, () =>
    erase(platform, id, slug, archive),
  );
}

async function erase(platform: Platform, id: string, slug: string, archive: boolean): Promise<ErasedTenant> {
  const expiresAt = new Date(Date.now() + archiveDays * dayMs);
  const last: { archive: KeptBackup | null } = { archive: null };
  const keep = async ({ tenant, write }: Archiving) => {
    last.archive = await keepBundle(platform, tenant, { reason: "archive", expiresAt }, write);
  };
  const options = archive ? { archive: keep } : {};
  const { asked: searched, residue } = await platform.tenancy.tenants.delete(id, options);
  const backups = await clearUp(platform, { id, called: slug, archive });
  return { id, slug, searched, residue, ...last, backups };
}

interface Gone {
  id: string;
  /** What it is to be called in an error. */
  called: string;
  archive: boolean;
}

/** What there is to do when the tenant itself is gone. Doing it twice is doing it once. Throws `erasure_incomplete`. */
async function clearUp(platform: Platform, { id, called, archive }: Gone) {
  const incomplete = (what: string, cause?: unknown) =>
    new TenancyError(
      "erasure_incomplete",
      `Tenant ${called} is gone, but not all that was kept beside it: ${what}. See to that; the next start, or command, finishes it.`,
      { cause },
    );
  let backups: ErasedTenant["backups"];
  try {
    await deletePreviewsOf(platform, id);
    backups = await settleBackups(platform, id, archive);
    await forgetTenant(platform.catalog, id);
    await platform.emptyCatalogLog();
  } catch (error) {
    throw incomplete(error instanceof Error ? error.message : String(error), error);
  }
  const left = await catalogResidue(platform.catalog, id);
  if (left.length > 0) throw incomplete(left.join("; "));
  return backups;
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

/**
 * Finishes the deletions that were cut off, or failed, after the tenant itself was gone, when nobody can ask for it
 * again. One that fails anew is reported, and waits for the next time.
 */
export async function finishErasures(platform: Platform): Promise<void> {
  const { operatorEvent } = platform.catalog;
  for (const { event, tenantId, archive } of await openErasures(platform)) {
    try {
      await clearUp(platform, { id: tenantId, called: tenantId, archive });
      const detail = JSON.stringify({ archive, outcome: "done" });
      await operatorEvent.update({ where: { id: event }, data: { detail } });
    } catch (error) {
      platform.warn(`The erasure of tenant ${tenantId} could not be finished`, error);
    }
  }
}

// Of each tenant that is gone, the last deletion, unless one was done: it may have kept what the others would remove.
async function openErasures({ catalog: { operatorEvent, tenant } }: Platform) {
  const ended = (outcome: string) => ({
    action: deletion,
    detail: { contains: `"outcome":"${outcome}"` },
  });
  const events = await operatorEvent.findMany({
    where: { OR: [ended("begun"), ended("failed")] },
    orderBy: { createdAt: "asc" },
  });
  const last = new Map<string, { event: string; tenantId: string; archive: boolean }>();
  for (const { id: event, tenantId, detail } of events) {
    const { archive, reason } = detailShape.parse(JSON.parse(detail));
    if (tenantId === null || (reason !== undefined && refusals.has(reason))) continue;
    if ((await tenant.count({ where: { id: tenantId } })) > 0) continue;
    if ((await operatorEvent.count({ where: { ...ended("done"), tenantId } })) > 0) continue;
    last.set(tenantId, { event, tenantId, archive });
  }
  return [...last.values()];
}

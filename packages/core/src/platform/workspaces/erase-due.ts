import { codeOf } from "../../translate-error";
import { deleteTenant } from "../operators/delete-tenant";
import type { Platform } from "../platform";

// Who began to keep a workspace in time has ended by then, and servers' clocks differ.
const graceMs = 60_000;
// Another process is at it, or was faster.
const othersWork = new Set<string | null>(["tenant_busy", "tenant_not_found", "not_found"]);

/**
 * Erases the workspaces whose time was up a minute ago, each audited, with their memberships and backups, and closes
 * those to writers that a cut-off request for deletion left open. One that fails is reported, waits for the next time
 * and does not stop the others.
 * @returns how many were erased
 */
export async function eraseDue(platform: Platform, now = new Date()): Promise<number> {
  const due = await platform.catalog.tenant.findMany({
    where: { deleteAt: { lte: new Date(now.getTime() - graceMs) }, status: { not: "provisioning" } },
    select: { slug: true },
    orderBy: { deleteAt: "asc" },
  });
  const system = { platform, actor: "system" };
  let erased = 0;
  for (const { slug } of due) {
    const work = deleteTenant(system, slug, { archive: false });
    if (await succeeded(platform, `Workspace ${slug} could not be erased`, work)) erased += 1;
  }
  const open = await platform.catalog.tenant.findMany({
    where: { deleteAt: { gt: now }, status: "active" },
    select: { id: true, slug: true },
  });
  for (const { id, slug } of open) {
    const work = platform.tenancy.tenants.setStatus(id, "read_only");
    await succeeded(platform, `Workspace ${slug} could not be made read-only`, work);
  }
  return erased;
}

async function succeeded(platform: Platform, failure: string, work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (!othersWork.has(codeOf(error)))
      platform.warn(`${failure} and will be tried again within the hour`, error);
    return false;
  }
}

/**
 * Erases what is due now, for the start of a server; from then on a job does.
 * @returns waits until what is being erased is
 */
export function eraseNow(platform: Platform): () => Promise<void> {
  const pass = eraseDue(platform).catch((error: unknown) => {
    platform.warn("Looking for workspaces to erase failed", error);
  });
  return async () => {
    await pass;
  };
}

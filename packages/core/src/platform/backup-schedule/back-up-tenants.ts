import type { Env } from "../env";
import type { TenantJob } from "../jobs/job";
import { audited } from "../operators/audited";
import { keepBundle, removeBackup } from "../operators/backups/keep-bundle";
import type { Platform } from "../platform";
import { letGo } from "./retention";

/** Backs every tenant up, and lets go of its scheduled backups that are no longer to be kept once there is a newer one. */
export function backUpTenants({ schedule, ...keep }: NonNullable<Env["backups"]>): TenantJob {
  return {
    name: "back-up-workspaces",
    about: "keeps a backup of every workspace, and lets older scheduled ones go",
    cron: schedule,
    scope: "tenant",
    statuses: ["active", "read_only", "suspended"],
    async run({ platform, signal }, tenant) {
      const operator = { platform, actor: "system" };
      const detail = { reason: "scheduled" };
      const kept = await audited(operator, { action: "tenant.backed_up", tenantId: tenant.id, detail }, () =>
        keepBundle(platform, tenant, { reason: "scheduled", expiresAt: null }, (writable, options) =>
          platform.tenancy.tenants.backup(tenant.id, writable, { signal, ...options }),
        ),
      );
      return { bytes: kept.bytes, removed: await removeOlder(platform, tenant.id, keep) };
    },
  };
}

async function removeOlder(
  platform: Platform,
  tenantId: string,
  keep: { keepDaily: number; keepWeekly: number },
): Promise<number> {
  const rows = await platform.catalog.backup.findMany({
    where: { tenantId, reason: "scheduled" },
    orderBy: { createdAt: "desc" },
  });
  const going = letGo(rows, keep);
  for (const row of going) {
    const detail = { backup: row.id };
    await audited({ platform, actor: "system" }, { action: "backup.removed", tenantId, detail }, () =>
      removeBackup(platform, row),
    );
  }
  return going.length;
}

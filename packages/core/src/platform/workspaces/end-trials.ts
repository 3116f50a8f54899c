import type { TenantDb } from "@acre/db";
import { recordAuditOf } from "../../audit/record";
import { brandName } from "../../brand";
import { codeOf } from "../../translate-error";
import { audited } from "../operators/audited";
import type { Platform } from "../platform";

/** What the catalog says of a workspace that is read-only because its trial has ended. */
export const trialEnded = "trial_ended";

export interface EndedTrials {
  /** Workspaces that are read-only from now on. */
  ended: number;
  /** Workspaces that were closed and are on a plan by now, as a cut-off change of plan leaves them. */
  reopened: number;
  /** Workspaces that could not be looked at or changed, and are tried again the next time. */
  failed: number;
}

// Another process is at it, or was faster.
const othersWork = new Set<string | null>(["tenant_busy", "tenant_not_found"]);

/**
 * Makes every workspace read-only whose trial is over, and says so in its log and the operators'. A trial's end is in
 * the workspace's own database, so this opens each of them: once a day is enough. Doing it again changes nothing, and
 * one that fails does not stop the others.
 */
export async function endTrials(platform: Platform, now = new Date()): Promise<EndedTrials> {
  const over: string[] = [];
  const { failed } = await platform.tenancy.forEach(async (db, { id }) => {
    if (await isOver(db, now)) over.push(id);
  });
  for (const { slug, error } of failed) tell(platform, slug, error);
  const closed = await platform.catalog.tenant.findMany({
    where: { statusReason: trialEnded, deleteAt: null, status: { in: ["active", "read_only"] } },
    select: { id: true },
  });
  const report = { ended: 0, reopened: 0, failed: failed.length };
  for (const id of new Set([...over, ...closed.map((tenant) => tenant.id)])) {
    try {
      const what = await settleTrial(platform, id, now);
      if (what !== "unchanged") report[what] += 1;
    } catch (error) {
      if (othersWork.has(codeOf(error))) continue;
      report.failed += 1;
      tell(platform, id, error);
    }
  }
  return report;
}

function tell(platform: Platform, tenant: string, error: unknown): void {
  platform.warn(`Whether the trial of workspace ${tenant} has ended could not be settled`, error);
}

/**
 * Closes one workspace to writers if its trial is over, and opens it again if it was closed for that and is on a plan.
 * @throws TenancyError `tenant_busy` and what else keeps a tenant's status from being changed
 */
export async function settleTrial(
  platform: Platform,
  id: string,
  now = new Date(),
): Promise<"ended" | "reopened" | "unchanged"> {
  const tenant = await platform.catalog.tenant.findUnique({
    where: { id },
    select: { status: true, statusReason: true, deleteAt: true, previewOf: true },
  });
  // Whatever else closes it comes first; this is looked at again when that has ended.
  if (!tenant || tenant.deleteAt !== null || tenant.previewOf !== null) return "unchanged";
  const db = await platform.tenancy.connectById(id);
  const over = await isOver(db, now);
  if (over && tenant.status === "active") {
    await end(platform, id, db);
    // Put on a plan at the same moment.
    if (await isOver(db, now)) return "ended";
    await reopen(platform, id);
    return "unchanged";
  }
  if (over || tenant.statusReason !== trialEnded) return "unchanged";
  await reopen(platform, id);
  return "reopened";
}

async function end(platform: Platform, id: string, db: TenantDb): Promise<void> {
  const system = { platform, actor: "system" };
  await audited(system, { action: "tenant.trial_ended", tenantId: id }, async () => {
    await record(db, id);
    // The reason first: one that is read-only without any could not be told from an operator's doing.
    await platform.catalog.tenant.updateMany({
      where: { id, status: "active" },
      data: { statusReason: trialEnded },
    });
    await platform.tenancy.tenants.setStatus(id, "read_only");
  });
}

// The workspace's own log cannot be written afterwards. Cut off, it is not told twice.
function record(db: TenantDb, id: string): Promise<void> {
  return db.$transaction(async (tx) => {
    const action = "workspace.trial_ended";
    const settings = await tx.companySettings.findFirst();
    const told = await tx.auditEvent.count({
      where: { action, createdAt: { gte: settings?.trialEnds ?? new Date(0) } },
    });
    if (told > 0) return;
    const system = { kind: "system", id: null, name: brandName } as const;
    await recordAuditOf(tx, id, system, { action, resourceType: "workspace", resourceId: id });
  });
}

/** Opens a workspace that was closed by the end of its trial. */
async function reopen({ catalog, tenancy }: Platform, id: string): Promise<void> {
  await tenancy.tenants.setStatus(id, "active");
  await catalog.tenant.updateMany({ where: { id, statusReason: trialEnded }, data: { statusReason: null } });
}

async function isOver(db: TenantDb, now: Date): Promise<boolean> {
  const settings = await db.companySettings.findFirst({ select: { plan: true, trialEnds: true } });
  return settings !== null && settings.plan === "trial" && settings.trialEnds <= now;
}

import type { TenantDb } from "@acre/db";
import { diff, recordAuditOf } from "../../audit/record";
import { readSettings } from "../../settings/get-settings";
import { settleTrial, trialEnded } from "../workspaces/end-trials";
import { audited } from "./audited";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";

export const plans = ["trial", "pro"] as const;
export type Plan = (typeof plans)[number];

export interface TenantPlan {
  slug: string;
  plan: string;
  /** ISO 8601 instant. */
  trialEnds: string;
}

/**
 * Puts a workspace on a plan, and so opens one again whose trial had ended. Its people see it in their own log, too. Cut
 * off, it is finished by asking again, or when trials are looked at the next time.
 * @throws AppError `not_found`; TenancyError `tenant_suspended` and what else keeps it from being written
 */
export async function setPlan(operator: Operator, slug: string, plan: Plan): Promise<TenantPlan> {
  const { platform } = operator;
  const { id } = await findTenant(platform, slug);
  return audited(operator, { action: "tenant.plan_changed", tenantId: id, detail: { plan } }, async () => {
    if (plan !== "trial") await openAfterTrial(operator, id);
    const trialEnds = await change(await platform.tenancy.connectById(id), id, plan);
    await settleTrial(platform, id);
    return { slug, plan, trialEnds: trialEnds.toISOString() };
  });
}

// Nothing can be written before. What an operator or a deletion closed stays closed.
async function openAfterTrial({ platform }: Operator, id: string): Promise<void> {
  const closed = await platform.catalog.tenant.count({
    where: { id, status: "read_only", statusReason: trialEnded, deleteAt: null },
  });
  if (closed > 0) await platform.tenancy.tenants.setStatus(id, "active");
}

function change(db: TenantDb, tenantId: string, plan: Plan): Promise<Date> {
  return db.$transaction(async (tx) => {
    const before = await readSettings(tx);
    if (before.plan === plan) return before.trialEnds;
    const after = await tx.companySettings.update({ where: { id: before.id }, data: { plan } });
    // No member of theirs.
    const actor = { kind: "operator", id: null, name: "Operator" } as const;
    await recordAuditOf(tx, tenantId, actor, {
      action: "settings.plan_changed",
      resourceType: "settings",
      resourceId: after.id,
      changes: diff(before, after, ["plan"]),
    });
    return after.trialEnds;
  });
}

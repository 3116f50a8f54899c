import type { TenantDb } from "@acre/db";
import { diff, recordAuditOf } from "../../audit/record";
import { readSettings } from "../../settings/get-settings";
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
 * Puts a workspace on a plan. Its people see it in their own log, too.
 * @throws AppError `not_found`; TenancyError `tenant_suspended` and what else keeps it from being written
 */
export async function setPlan(operator: Operator, slug: string, plan: Plan): Promise<TenantPlan> {
  const { platform } = operator;
  const { id } = await findTenant(platform, slug);
  return audited(operator, { action: "tenant.plan_changed", tenantId: id, detail: { plan } }, async () => {
    const trialEnds = await change(await platform.tenancy.connectById(id), id, plan);
    return { slug, plan, trialEnds: trialEnds.toISOString() };
  });
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

import type { TenantDb } from "@acre/db";
import { diff } from "../../audit/record";
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
    const trialEnds = await change(await platform.tenancy.connectById(id), plan);
    return { slug, plan, trialEnds: trialEnds.toISOString() };
  });
}

function change(db: TenantDb, plan: Plan): Promise<Date> {
  return db.$transaction(async (tx) => {
    const before = await readSettings(tx);
    if (before.plan === plan) return before.trialEnds;
    const after = await tx.companySettings.update({ where: { id: before.id }, data: { plan } });
    await tx.auditEvent.create({
      data: {
        action: "settings.plan_changed",
        // No member of theirs.
        actorId: null,
        actorName: "Operator",
        resourceType: "settings",
        resourceId: after.id,
        changes: JSON.stringify(diff(before, after, ["plan"])),
      },
    });
    return after.trialEnds;
  });
}

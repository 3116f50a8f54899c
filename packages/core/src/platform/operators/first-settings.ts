import type { TenantDb } from "@acre/db";
import { newTenantId } from "@acre/tenancy";
import { dayMs } from "../../durations";
import { companyName } from "../../settings/inputs";
import { silenceWebhooks } from "../../webhooks/silence";

/** How long a new workspace can be tried. */
export const trialMs = 30 * dayMs;

/**
 * What a new tenant is called for people, `Acme Corp` for `acme_corp` unless said.
 * @throws ZodError
 */
export function companyOf({ slug, company }: { slug: string; company?: string }): string {
  return companyName.parse(company ?? titleOf(slug));
}

/** Gives a tenant the settings of a new one, with 30 days of trial before it. Doing it twice is doing it once. */
export async function settle(db: TenantDb, name: string): Promise<void> {
  const begun = { name, plan: "trial", trialEnds: new Date(Date.now() + trialMs) };
  const { count } = await db.companySettings.updateMany({ data: begun });
  // The id is kept for the owner to come.
  if (count === 0) await db.companySettings.create({ data: { ...begun, adminUserId: newTenantId() } });
}

/** Has no account reach a tenant that was filled from another: its people are not this one's. */
export async function cutAccountsOff(db: TenantDb): Promise<void> {
  await db.user.updateMany({ where: { NOT: { accountId: null } }, data: { accountId: null } });
  await silenceWebhooks(db, "This workspace is a copy. Switch it on if its receiver is to be told of it.");
}

function titleOf(slug: string): string {
  return slug
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

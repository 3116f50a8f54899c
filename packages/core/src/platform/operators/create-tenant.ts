import type { TenantDb } from "@acre/db";
import { newTenantId } from "@acre/tenancy";
import { companyName } from "../../settings/inputs";
import { audited } from "./audited";
import type { Operator } from "./operator";
import { presentTenant, type TenantSummary } from "./tenant-summary";

const trialMs = 30 * 24 * 3600_000;

export interface CreateTenantInput {
  slug: string;
  /** What people read; from the slug unless said. */
  company?: string;
}

/**
 * Makes a tenant that nobody belongs to yet, with its settings on a 30-day trial.
 * @throws TenancyError `slug_invalid`, `slug_reserved`, `slug_taken`
 */
export function createTenant(
  operator: Operator,
  { slug, company }: CreateTenantInput,
): Promise<TenantSummary> {
  const id = newTenantId();
  const name = companyName.parse(company ?? titleOf(slug));
  return audited(operator, { action: "tenant.created", tenantId: id, detail: { slug } }, async () => {
    const prepare = (db: TenantDb) => addSettings(db, name);
    return presentTenant(await operator.platform.tenancy.tenants.create({ id, slug, prepare }));
  });
}

async function addSettings(db: TenantDb, name: string): Promise<void> {
  if (await db.companySettings.findFirst({ select: { id: true } })) return;
  await db.companySettings.create({
    // The id is kept for the owner to come.
    data: { name, adminUserId: newTenantId(), plan: "trial", trialEnds: new Date(Date.now() + trialMs) },
  });
}

/** `acme_corp` → `Acme Corp` */
function titleOf(slug: string): string {
  return slug
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

import { TenancyError, type TenancyErrorCode } from "./errors";
import type { TenantRecord, TenantStatus } from "./registry";

interface Refusal {
  code: TenancyErrorCode;
  reason: string;
}

const refusals: Record<TenantStatus, Refusal | null> = {
  active: null,
  read_only: null,
  provisioning: {
    code: "tenant_provisioning",
    reason: "is still being made. Try again, or finish it with provision()",
  },
  suspended: { code: "tenant_suspended", reason: "is suspended. An operator can resume it" },
  deleting: { code: "tenant_deleting", reason: "is being deleted" },
};

/** Throws `tenant_provisioning`, `tenant_suspended` or `tenant_deleting` unless the tenant can be worked with. */
export function assertConnectable(record: TenantRecord): void {
  const refusal = refusals[record.status];
  if (refusal === null) return;
  throw new TenancyError(refusal.code, `Tenant ${nameOf(record)} ${refusal.reason}.`);
}

/** How messages speak of a tenant: people know the slug, logs and files the id. */
export function nameOf(record: Pick<TenantRecord, "id" | "slug">): string {
  return `"${record.slug}" (${record.id})`;
}

/** The error for a slug or id that the registry does not know. */
export function notFound(slugOrId: string): TenancyError {
  return new TenancyError("tenant_not_found", `There is no tenant "${slugOrId}".`);
}

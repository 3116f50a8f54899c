import { TenancyError, type TenancyErrorCode } from "./errors";
import type { TenantRecord, TenantStatus } from "./registry";

interface Refusal {
  code: TenancyErrorCode;
  reason: string;
}

const refusals: Record<TenantStatus, Refusal | null> = {
  active: null,
  read_only: null,
  moving: null,
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

/** Whether `assertConnectable` lets it pass. */
export function isConnectable(record: TenantRecord): boolean {
  return refusals[record.status] === null;
}

/** How messages speak of a tenant: people know the slug, logs and files the id. */
export function nameOf(record: Pick<TenantRecord, "id" | "slug">): string {
  return `"${record.slug}" (${record.id})`;
}

/** The error for what was made for a tenant at a place where it is no more. */
export function movedSince(record: TenantRecord): TenancyError {
  return new TenancyError(
    "tenant_moving",
    `Tenant ${nameOf(record)} was moved since this handle was made. Connect to it again.`,
  );
}

/** The error for a slug or id that the registry does not know. */
export function notFound(slugOrId: string): TenancyError {
  return new TenancyError("tenant_not_found", `There is no tenant "${slugOrId}".`);
}

/** The error for a change of a tenant that another process has taken over since. */
export function epochPassed(id: string): TenancyError {
  return new TenancyError(
    "lease_lost",
    `Another process has changed tenant ${id} since this one began. Nothing was done; look at it and try again.`,
  );
}

/** The error for a tenant that another process has to itself. */
export function closedForWork(record: Pick<TenantRecord, "id" | "slug">): TenancyError {
  return new TenancyError(
    "tenant_busy",
    `Tenant ${nameOf(record)} is being worked on by another process. Try again in a moment; if that process died, run what it was doing again.`,
  );
}

/** Whether a tenant is read and not written as long as its status is this one. */
export function isOnlyRead(status: TenantStatus): boolean {
  return status === "read_only" || status === "moving";
}

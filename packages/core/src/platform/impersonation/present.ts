import type { Impersonation } from "../../console/impersonation-inputs";

/** What `presentImpersonation` needs of the rows around it. */
export const withNames = {
  tenant: { select: { slug: true } },
  account: { select: { name: true } },
} as const;

interface ImpersonationRow {
  id: string;
  accountId: string;
  reason: string;
  elevated: boolean;
  createdAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  tenant: { slug: string };
  account: { name: string };
}

export function presentImpersonation(row: ImpersonationRow): Impersonation {
  return {
    id: row.id,
    slug: row.tenant.slug,
    accountId: row.accountId,
    operatorName: row.account.name,
    reason: row.reason,
    elevated: row.elevated,
    startedAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

import type { Run, RunTenantStatus } from "@acre/tenancy";
import type { Platform } from "../platform";

/** A run as operators see it. */
export interface RunSummary {
  id: string;
  status: string;
  /** Null for one that has ended. */
  wave: string | null;
  waves: { name: string; tenants: Record<RunTenantStatus, number> }[];
  tenants: Record<RunTenantStatus, number>;
  migrations: string[];
  origin: string;
  /** Whose migrations it brings to the fleet, by the branch's name; null for those of the code. */
  branch: string | null;
  lastError: string | null;
  /** ISO 8601 instants. */
  createdAt: string;
  finishedAt: string | null;
  /** The first of those that failed. */
  failed: { tenant: string; error: string }[];
}

const shownFailures = 50;

export async function summaryOf(
  { catalog, ledger }: Pick<Platform, "catalog" | "ledger">,
  run: Run,
): Promise<RunSummary> {
  const none = () => ({ pending: 0, migrated: 0, failed: 0, gone: 0 });
  const tenants = none();
  const waves = run.plan.waves.map(({ name }) => ({ name, tenants: none() }));
  for (const figure of await ledger.figures(run.id)) {
    tenants[figure.status] += figure.tenants;
    const wave = waves[figure.wave];
    if (wave) wave.tenants[figure.status] += figure.tenants;
  }
  const failed = await ledger.tenants(run.id, { status: "failed", limit: shownFailures });
  const slugs = new Map(
    (
      await catalog.tenant.findMany({
        where: { id: { in: failed.map(({ tenantId }) => tenantId) } },
        select: { id: true, slug: true },
      })
    ).map(({ id, slug }) => [id, slug]),
  );
  const { id, status, plan, lastError, createdAt, finishedAt } = run;
  const branch = plan.branch
    ? await catalog.branch.findUnique({ where: { id: plan.branch.id }, select: { name: true } })
    : null;
  return {
    id,
    status,
    wave: finishedAt === null ? (plan.waves[run.wave]?.name ?? null) : null,
    waves,
    tenants,
    migrations: plan.migrations,
    origin: plan.origin,
    branch: branch?.name ?? null,
    lastError,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    failed: failed.map(({ tenantId, error }) => ({
      tenant: slugs.get(tenantId) ?? tenantId,
      error: error ?? "unknown",
    })),
  };
}

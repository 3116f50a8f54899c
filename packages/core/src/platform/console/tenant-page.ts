import type { Impersonation } from "../../console/impersonation-inputs";
import { listImpersonations } from "../impersonation/find-impersonation";
import type { KeptBackup } from "../operators/backups/kept-backup";
import { listBackups } from "../operators/backups/list-backups";
import type { Operator } from "../operators/operator";
import { showTenant, type TenantDetails } from "../operators/show-tenant";
import { listOperatorEvents, type OperatorEvent } from "./operator-events";

/** What the console shows of one tenant: all of it from the catalog, nothing of its content. */
export interface TenantPage {
  tenant: TenantDetails;
  backups: KeptBackup[];
  impersonations: Impersonation[];
  events: OperatorEvent[];
  nextCursor: string | null;
  /** Work on it that is under way in any process, or waits to be resumed. */
  operation: { kind: string; step: string; startedAt: string } | null;
}

/** @throws AppError `not_found` */
export async function readTenantPage(operator: Operator, slug: string, cursor?: string): Promise<TenantPage> {
  const tenant = await showTenant(operator, slug);
  const [backups, impersonations, { events, nextCursor }, running] = await Promise.all([
    listBackups(operator, tenant.id),
    listImpersonations(operator, tenant.id),
    listOperatorEvents(operator, { tenantId: tenant.id, cursor }),
    operator.platform.catalog.tenantOperation.findUnique({ where: { running: tenant.id } }),
  ]);
  return {
    tenant,
    backups,
    impersonations,
    events,
    nextCursor,
    operation: running && {
      kind: running.kind,
      step: running.step,
      startedAt: running.createdAt.toISOString(),
    },
  };
}

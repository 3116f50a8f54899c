import type { Operation } from "../coordination/operations";
import type { Datasource } from "../datasource";
import { awaitsSetUp, type Engine } from "../engine";
import { TenancyError, type TenancyErrorCode } from "../errors";
import { assertTenantId } from "../ids";
import type { OneAtATime } from "../one-at-a-time";
import type { TenantRecord, TenantStatus } from "../registry";
import { nameOf, notFound } from "../tenant-states";

/** What the parts of tenants' lives share. */
export interface Life<Client> {
  engine: Engine<Client>;
  /** Nobody finishes a tenant that is being removed, or removes one that is being finished. */
  lives: OneAtATime;
}

/** The tenant's record. Throws `tenant_id_invalid`, `tenant_not_found`. */
export async function existing<Client>({ engine }: Life<Client>, id: string): Promise<TenantRecord> {
  const record = await engine.registry.findById(assertTenantId(id));
  if (record === null) throw notFound(id);
  return record;
}

/** Throws `tenant_provisioning` or `tenant_deleting` for a tenant that is not whole. Returns it. */
export function assertWhole(record: TenantRecord, what: string): TenantRecord {
  if (record.status !== "provisioning" && record.status !== "deleting") return record;
  const code: TenancyErrorCode = record.status === "provisioning" ? "tenant_provisioning" : "tenant_deleting";
  const wayOut =
    record.status === "provisioning"
      ? "Finish it with provision(), or delete it"
      : "Finish that with delete()";
  throw new TenancyError(
    code,
    `Tenant ${nameOf(record)} is ${record.status}; it cannot be ${what}. ${wayOut}.`,
  );
}

/** The tenant's place, made now where it was left to be made on first access. */
export async function settledPlace<Client>(
  { engine }: Life<Client>,
  record: TenantRecord,
): Promise<Datasource> {
  const place = engine.datasourceOf(record);
  if (awaitsSetUp(engine.options, record)) {
    await place.provision(record.id);
    await place.flush?.(record.id);
    await engine.registry.update(record.id, { schemaVersion: place.schemaVersion });
  }
  return place;
}

/**
 * What the tenant's status is to be after an operation: as before it. One that an earlier operation could not lead back
 * is `moving` then, and nothing is under way any more.
 */
export function statusAfter({ statusBefore }: Operation): TenantStatus {
  return statusBefore === "moving" ? "active" : statusBefore;
}

/** The status that keeps writers away meanwhile: a closed tenant stays closed. */
export function statusDuring({ statusBefore }: Operation): "suspended" | "moving" {
  return statusBefore === "suspended" ? "suspended" : "moving";
}

/** Applies what the tenant's place lacks, with the tenant closed for that moment; does nothing where it lacks nothing. */
export async function bringUpToDate<Client>(
  { engine }: Life<Client>,
  operation: Operation,
  record: TenantRecord,
): Promise<void> {
  const place = engine.datasourceOf(record);
  if (record.schemaVersion === null || !place.isBehind(record.schemaVersion)) return;
  await engine.coordination.ground(operation, { status: statusDuring(operation) }, async () => {
    await place.migrate(record.id);
    return { status: statusAfter(operation), schemaVersion: place.schemaVersion };
  });
}

/** The datasources that can hold the tenant, by name. */
export function placesFor<Client>({ engine }: Life<Client>, tenantId: string): Array<[string, Datasource]> {
  return Object.entries(engine.options.datasources).filter(
    ([, place]) => place.accepts?.(tenantId) !== false,
  );
}

/** Runs `work` while a failure is being undone: that failure is the one to report. */
export async function ignoringErrors(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch {}
}

import {
  epochPassed,
  isolationModels,
  type NewTenantRecord,
  type Opening,
  type Registry,
  TenancyError,
  type TenantRecord,
  tenantStatuses,
} from "@acre/tenancy";
import { isUniqueViolation } from "./errors";
import type { Tenant as CatalogTenant, Prisma } from "./generated/catalog-sqlite/client";
import { isResting, releaseSlug, restingSince } from "./released-slugs";
import type { CatalogDb, CatalogTx } from "./store/catalog";
import type { CatalogKeys } from "./tenant-keys";

export type { CatalogTenant };

/**
 * The tenancy engine's registry, kept in the catalog's `tenants` table.
 * @param keys those of the tenants' places, which new tenants are given in the transaction that records them
 */
export function createRegistry(catalog: CatalogDb, keys: CatalogKeys | null = null): Registry {
  return {
    async findBySlug(slug) {
      return maybe(await catalog.tenant.findUnique({ where: { slug } }));
    },
    async findById(id) {
      return maybe(await catalog.tenant.findUnique({ where: { id } }));
    },
    findToOpen: (id) => findToOpen(catalog, keys, id),
    async list({ after, limit, status, ids } = {}) {
      const id = { ...(after ? { gt: after } : {}), ...(ids ? { in: [...ids] } : {}) };
      const rows = await catalog.tenant.findMany({
        where: { id, ...(status ? { status } : {}) },
        orderBy: { id: "asc" },
        ...(limit === undefined ? {} : { take: limit }),
      });
      return rows.map(tenantRecordOf);
    },
    async load() {
      const counts = await catalog.tenant.groupBy({ by: ["datasource"], _count: true });
      return new Map(counts.map(({ datasource, _count }) => [datasource, _count]));
    },
    async insert(record, { reserve } = {}) {
      if (keys === null || reserve === undefined) return insertAlone(catalog, record);
      try {
        return await catalog.$transaction(async (tx) => {
          if (await isResting(tx, record.slug)) throw slugResting(record.slug);
          const made = tenantRecordOf(await tx.tenant.create({ data: { ...record } }));
          await reserve(keys.within(tx));
          return made;
        });
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        throw await whatIsTaken(catalog, record);
      }
    },
    async update(id, patch, { raiseEpoch = false, ifEpoch, recordedHere = false } = {}) {
      const data = { ...patch, ...(raiseEpoch ? { epoch: { increment: 1 } } : {}) };
      if (patch.slug === undefined && (patch.status !== "active" || recordedHere)) {
        const updated = await changedAlone(catalog, { id, data, epoch: ifEpoch });
        if (updated !== null) return updated;
      }
      try {
        return await catalog.$transaction(async (tx) => {
          if (patch.slug !== undefined) await exchangeSlug(tx, id, patch.slug);
          // A tenant that is open has been made: with that, the ledger of its making has nothing left to remember.
          if (patch.status === "active") await tx.onboarding.deleteMany({ where: { tenantId: id } });
          return changed(tx, id, data, ifEpoch);
        });
      } catch (error) {
        if (isUniqueViolation(error)) throw slugTaken(patch.slug ?? id);
        throw error;
      }
    },
    async remove(id) {
      await catalog.$transaction(async (tx) => {
        const tenant = await tx.tenant.findUnique({ where: { id } });
        // One that never opened gave its name to nobody. By now it is `deleting`, as any other, but it has no schema.
        if (tenant && tenant.schemaVersion !== null) await releaseSlug(tx, id, tenant.slug);
        await tx.tenant.deleteMany({ where: { id } });
      });
    },
  };
}

interface OpeningRow extends CatalogTenant {
  draining: number | boolean;
  wrapped: string | null;
  nextWrapped: string | null;
  masterKeyId: string | null;
}

// One statement sees all three as they were at one moment, and Prisma's own would be three.
async function findToOpen(catalog: CatalogDb, keys: CatalogKeys | null, id: string): Promise<Opening | null> {
  const [row] = await catalog.$queryRaw<OpeningRow[]>`
    SELECT t.id, t.slug, t.status, t.isolation, t.datasource, t.schema_version AS "schemaVersion", t.epoch, t.template,
           t.status_reason AS "statusReason", t.preview_of AS "previewOf", t.delete_at AS "deleteAt",
           t.created_at AS "createdAt", t.updated_at AS "updatedAt", d.tenant_id IS NOT NULL AS draining,
           k.wrapped, k.next_wrapped AS "nextWrapped", k.master_key_id AS "masterKeyId"
      FROM tenants t
      LEFT JOIN tenant_drains d ON d.tenant_id = t.id
      LEFT JOIN tenant_keys k ON k.place_id = t.id
     WHERE t.id = ${id}`;
  if (row === undefined) return null;
  const { draining, wrapped, nextWrapped, masterKeyId, ...tenant } = row;
  const kept =
    wrapped === null || masterKeyId === null ? null : { placeId: id, wrapped, nextWrapped, masterKeyId };
  return {
    record: tenantRecordOf(tenant),
    draining: Boolean(draining),
    ...(keys && { keys: (placeId) => (placeId === id ? keys.opened(kept) : null) }),
  };
}

/**
 * Adds a tenant in one statement, for one that nothing else is written with: a transaction would be three round trips to a
 * server. What keeps it from being added is asked for when something did.
 */
async function insertAlone(catalog: CatalogDb, record: NewTenantRecord): Promise<TenantRecord> {
  const { id, slug, status, isolation, datasource } = record;
  const now = new Date();
  const added = await catalog.$executeRaw`
    INSERT INTO tenants (id, slug, status, isolation, datasource, created_at, updated_at)
    SELECT ${id}, ${slug}, ${status}, ${isolation}, ${datasource}, ${now}, ${now}
     WHERE NOT EXISTS (SELECT 1 FROM released_slugs WHERE slug = ${slug} AND released_at > ${restingSince(now)})
    ON CONFLICT DO NOTHING`;
  if (added === 0) throw await whatIsTaken(catalog, record);
  // As the columns' defaults have it.
  const rest = {
    schemaVersion: null,
    epoch: 0,
    template: false,
    statusReason: null,
    previewOf: null,
    deleteAt: null,
  };
  return tenantRecordOf({ ...record, ...rest, createdAt: now, updatedAt: now });
}

/** Why a tenant could not be added: its id is another's, or its slug is, or was until a while ago. */
async function whatIsTaken(catalog: CatalogDb, { id, slug }: NewTenantRecord): Promise<TenancyError> {
  const [one, other] = [{ slug }, { id }].map((where) => catalog.tenant.findUnique({ where }));
  if (await one) return slugTaken(slug);
  if (!(await other)) return slugResting(slug);
  return new TenancyError("tenant_id_taken", `There is a tenant with the id ${id} already.`);
}

interface Change {
  id: string;
  data: Prisma.TenantUpdateManyMutationInput;
  epoch: number | undefined;
}

/**
 * Changes a tenant in one statement where nothing else is to change with it; null when there is no such tenant, in that
 * epoch, or when it is being made and has a row in the ledger of that.
 */
async function changedAlone(catalog: CatalogTx, { id, data, epoch }: Change): Promise<TenantRecord | null> {
  const made = data.status === "active" ? { onboarding: null } : {};
  const [row] = await catalog.tenant.updateManyAndReturn({ where: { id, epoch, ...made }, data });
  return row ? tenantRecordOf(row) : null;
}

// In one statement, which holds the row until the transaction ends: of two who come with the same epoch and raise it, one
// waits and loses.
async function changed(
  tx: CatalogTx,
  id: string,
  data: Prisma.TenantUpdateManyMutationInput,
  epoch: number | undefined,
): Promise<TenantRecord> {
  const [row] = await tx.tenant.updateManyAndReturn({ where: { id, epoch }, data });
  if (row) return tenantRecordOf(row);
  if (await tx.tenant.findUnique({ where: { id }, select: { id: true } })) throw epochPassed(id);
  throw new TenancyError("tenant_not_found", `There is no tenant ${id}.`);
}

async function exchangeSlug(tx: CatalogTx, id: string, slug: string): Promise<void> {
  const tenant = await tx.tenant.findUnique({ where: { id } });
  if (!tenant || tenant.slug === slug) return;
  if (await isResting(tx, slug, id)) throw slugResting(slug);
  await tx.releasedSlug.deleteMany({ where: { slug, tenantId: id } });
  await releaseSlug(tx, id, tenant.slug);
}

function slugTaken(slug: string): TenancyError {
  return new TenancyError("slug_taken", `The name ${slug} is taken by another tenant. Choose another.`);
}

// No list shows whose it was: an operator who is told that it is taken looks for a tenant that is not there.
function slugResting(slug: string): TenancyError {
  return new TenancyError(
    "slug_taken",
    `The name ${slug} was another tenant's in the last 90 days, and rests so that old links do not lead to strangers. Choose another.`,
  );
}

function maybe(row: CatalogTenant | null): TenantRecord | null {
  return row ? tenantRecordOf(row) : null;
}

/** A tenant as the engine knows it. A status or model this code does not know is a newer version's: refused, never guessed. */
export function tenantRecordOf(row: CatalogTenant): TenantRecord {
  const status = tenantStatuses.find((known) => known === row.status);
  const isolation = isolationModels.find((known) => known === row.isolation);
  if (!status || !isolation) {
    throw new Error(
      `Tenant ${row.slug} has the status "${row.status}" and isolation "${row.isolation}", which this version does not know. Run the version that wrote them, or a newer one.`,
    );
  }
  return { ...row, status, isolation };
}

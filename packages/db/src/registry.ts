import {
  epochPassed,
  type IsolationModel,
  type Registry,
  TenancyError,
  type TenantRecord,
  type TenantStatus,
} from "@acre/tenancy";
import { isUniqueViolation } from "./errors";
import type { Tenant as CatalogTenant, Prisma } from "./generated/catalog-sqlite/client";
import { isResting, releaseSlug } from "./released-slugs";
import type { CatalogDb, CatalogTx } from "./store/catalog";
import type { CatalogKeys } from "./tenant-keys";

export type { CatalogTenant };

const statuses: readonly TenantStatus[] = [
  "provisioning",
  "active",
  "read_only",
  "suspended",
  "moving",
  "deleting",
];
const models: readonly IsolationModel[] = ["database", "schema", "row"];

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
    async list({ after, limit, status } = {}) {
      const rows = await catalog.tenant.findMany({
        where: { ...(after ? { id: { gt: after } } : {}), ...(status ? { status } : {}) },
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
      try {
        return await catalog.$transaction(async (tx) => {
          if (await isResting(tx, record.slug)) throw slugTaken(record.slug);
          const made = tenantRecordOf(await tx.tenant.create({ data: { ...record } }));
          if (keys !== null) await reserve?.(keys.within(tx));
          return made;
        });
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        if (await catalog.tenant.findUnique({ where: { slug: record.slug } })) throw slugTaken(record.slug);
        throw new TenancyError("tenant_id_taken", `There is a tenant with the id ${record.id} already.`);
      }
    },
    async update(id, patch, { raiseEpoch = false, ifEpoch } = {}) {
      const data = { ...patch, ...(raiseEpoch ? { epoch: { increment: 1 } } : {}) };
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
  if (await isResting(tx, slug, id)) throw slugTaken(slug);
  await tx.releasedSlug.deleteMany({ where: { slug, tenantId: id } });
  await releaseSlug(tx, id, tenant.slug);
}

function slugTaken(slug: string): TenancyError {
  return new TenancyError("slug_taken", `The name ${slug} is taken by another tenant. Choose another.`);
}

function maybe(row: CatalogTenant | null): TenantRecord | null {
  return row ? tenantRecordOf(row) : null;
}

/** A tenant as the engine knows it. A status or model this code does not know is a newer version's: refused, never guessed. */
export function tenantRecordOf(row: CatalogTenant): TenantRecord {
  const status = statuses.find((known) => known === row.status);
  const isolation = models.find((known) => known === row.isolation);
  if (!status || !isolation) {
    throw new Error(
      `Tenant ${row.slug} has the status "${row.status}" and isolation "${row.isolation}", which this version does not know. Run the version that wrote them, or a newer one.`,
    );
  }
  return { ...row, status, isolation };
}

import { TenancyError } from "../errors";
import type { Registry, TenantRecord } from "../registry";
import { epochPassed, notFound } from "../tenant-states";

/** A registry in memory, for tests: in `records`, when they are to outlive this object. */
export function createMemoryRegistry(records: Map<string, TenantRecord> = new Map()): Registry {
  function assertSlugFree(slug: string, ownId: string): void {
    for (const record of records.values()) {
      if (record.slug !== slug || record.id === ownId) continue;
      throw new TenancyError("slug_taken", `There is a tenant "${slug}" already. Choose another name.`);
    }
  }

  return {
    async findBySlug(slug) {
      for (const record of records.values()) if (record.slug === slug) return { ...record };
      return null;
    },
    async findById(id) {
      const record = records.get(id);
      return record === undefined ? null : { ...record };
    },
    async list({ after, limit, status, ids } = {}) {
      const ordered = [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      const matching = ordered.filter(
        (record) =>
          (after === undefined || record.id > after) &&
          (status === undefined || record.status === status) &&
          (ids === undefined || ids.includes(record.id)),
      );
      return matching.slice(0, limit).map((record) => ({ ...record }));
    },
    async load() {
      const load = new Map<string, number>();
      for (const { datasource } of records.values()) load.set(datasource, (load.get(datasource) ?? 0) + 1);
      return load;
    },
    async insert(fields) {
      if (records.has(fields.id))
        throw new TenancyError("tenant_id_taken", `There is a tenant ${fields.id} already.`);
      assertSlugFree(fields.slug, fields.id);
      const now = new Date();
      const record: TenantRecord = {
        ...fields,
        schemaVersion: null,
        epoch: 0,
        createdAt: now,
        updatedAt: now,
      };
      records.set(record.id, record);
      return { ...record };
    },
    async update(id, patch, { raiseEpoch = false, ifEpoch } = {}) {
      const record = records.get(id);
      if (record === undefined) throw notFound(id);
      if (ifEpoch !== undefined && record.epoch !== ifEpoch) throw epochPassed(id);
      if (patch.slug !== undefined) assertSlugFree(patch.slug, id);
      const updated = {
        ...record,
        ...patch,
        epoch: record.epoch + (raiseEpoch ? 1 : 0),
        updatedAt: new Date(),
      };
      records.set(id, updated);
      return { ...updated };
    },
    async remove(id) {
      records.delete(id);
    },
  };
}

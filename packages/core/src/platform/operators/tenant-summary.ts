/** A tenant as operators see it: nothing of its content. */
export interface TenantSummary {
  id: string;
  slug: string;
  status: string;
  isolation: string;
  datasource: string;
  schemaVersion: string | null;
  /** ISO 8601 instant. */
  createdAt: string;
}

/** Takes the engine's record or the catalog's row. */
export function presentTenant(record: Omit<TenantSummary, "createdAt"> & { createdAt: Date }): TenantSummary {
  const { id, slug, status, isolation, datasource, schemaVersion, createdAt } = record;
  return { id, slug, status, isolation, datasource, schemaVersion, createdAt: createdAt.toISOString() };
}

// What opens databases by name: for core/platform and for tools, never for the domain.

export { beginMerge } from "./branch-merge";
export { createFleetLedger } from "./fleet-ledger";
export { type CountedStatistics, keepStatistics } from "./keep-statistics";
export { migrationsOf } from "./migrations";
export { plainTenants } from "./plain-tenants";
export { type CatalogTenant, tenantRecordOf } from "./registry";
export { isFreeSlug, isResting } from "./released-slugs";
export { rewrapKeys } from "./rewrap-keys";
export {
  type AddedServers,
  openServerUrl,
  type ServerModel,
  serverDatasource,
  wrapServerUrl,
} from "./store/added-servers";
export type { CatalogDb, CatalogTx } from "./store/catalog";
export { openStore, type PostgresOptions, type Store } from "./store/open-store";
export { type AppTenancy, firstPlaces, openTenancy, type PlacementRule } from "./store/tenancy";
export {
  type CandidateMigration,
  codeHistory,
  type TenantHistory,
  tenantHistory,
  withCandidates,
} from "./tenant-history";
export { type CatalogKeys, createTenantKeys } from "./tenant-keys";

export type { AggregateReport, Aggregation } from "./aggregate";
export * from "./bundle/index";
export type { CacheStore, Lookup } from "./cache/cache-store";
export { createMemoryCache, type MemoryCacheOptions } from "./cache/memory-store";
export { createRedisCache, type RedisCacheOptions } from "./cache/redis-store";
export type { KeepOptions, TenantCache } from "./cache/tenant-cache";
export type { GroundOptions, Outcome } from "./coordination/alone";
export type { Drain, Ledger, LedgerProcess, OperationRecord } from "./coordination/ledger";
export type { CoordinationOptions } from "./coordination/membership";
export type { OperateOptions, Operation } from "./coordination/operations";
export { closingState } from "./coordination/operations";
export type { Datasource, LoadOptions, OpenOptions, VacuumReport } from "./datasource";
export type { TenancyOptions } from "./engine";
export { isTenancyError, TenancyError, type TenancyErrorCode } from "./errors";
export { assertNoErrors, type DatasourceFinding, type Finding } from "./findings";
export { isAdditive, type MigrationRisk, migrationRisks } from "./fleet/additive";
export type { DriveOptions, RunProgress } from "./fleet/drive";
export type {
  ClosedTenant,
  Closing,
  FleetLedger,
  LaggingGroup,
  MergedBranchPlan,
  MigrationOutcome,
  NewRun,
  Reopening,
  Run,
  RunFigure,
  RunPlan,
  RunStatus,
  RunTarget,
  RunTenant,
  RunTenantQuery,
  RunTenantStatus,
  RunWave,
} from "./fleet/ledger";
export type { Rehearsal, RehearsedTable } from "./fleet/rehearse";
export {
  type DeployRunOptions,
  defaultBudget,
  type FleetLag,
  type FleetRuns,
  type RunOutcome,
  runOpen,
} from "./fleet/runs";
export { wavesOf } from "./fleet/waves";
export type {
  DeployOptions,
  DeployProgress,
  DeployReport,
  FleetMigrations,
  TenantMigrationStatus,
} from "./fleet-migrations";
export type { ForEachOptions, ForEachProgress, ForEachReport, TenantFailure } from "./for-each";
export type { ServerGauges, TenancyGauges } from "./gauges";
export { assertTenantId, newTenantId } from "./ids";
export * from "./import/index";
export { keysUnder } from "./keys/keys-under";
export { createMasterKey, type MasterKey, type MasterKeys, masterKeyOf } from "./keys/master-key";
export type { PlaceKeys, ReadKeys, TenantKeys } from "./keys/tenant-keys";
export { unwrapKey, wrapKey } from "./keys/wrapped-key";
export { unwrapText, wrapText } from "./keys/wrapped-text";
export type { BackupOptions } from "./lifecycle/backing-up";
export type { CopyTenantOptions } from "./lifecycle/copying";
export type { MoveReport } from "./lifecycle/ending-move";
export type { Archiving, DeleteTenantOptions, ErasureReport } from "./lifecycle/erasing";
export type { Interrupted } from "./lifecycle/interrupted";
export type { CreateTenantOptions, ProvisionOptions } from "./lifecycle/making";
export type { MoveOptions, MoveProgress, MoveStep } from "./lifecycle/moving";
export type { RestoreAsOptions, RestoreIntoOptions, RestoreReport } from "./lifecycle/restoring";
export type { Ahead } from "./look-ahead";
export { loadMigrations, type Migration, migration } from "./migrations/migration";
export * from "./names/index";
export { type Load, leastTenants, type Placement, type PlacementPolicy } from "./placement";
export type { PlainData } from "./plain-data";
export type { OpenTenant, PoolCounts } from "./pool/connection-pool";
export { type AppLogin, type AppLoginOptions, appLoginUrl, ensureAppLogin } from "./postgres/app-login";
export { preparedFirst } from "./postgres/prepared-first";
export { createRowDatasource, type RowDatasourceOptions } from "./postgres/row-datasource";
export { createSchemaDatasource, type SchemaDatasourceOptions } from "./postgres/schema-datasource";
export { createPostgresServer, type PostgresServer, type PostgresServerOptions } from "./postgres/server";
export type { PoolGauges } from "./postgres/server-pool";
export { singleSchema } from "./postgres/single-schema";
export {
  type IsolationModel,
  isolationModels,
  type ListTenantsOptions,
  type NewTenantRecord,
  type Opening,
  type Registry,
  type TenantPatch,
  type TenantRecord,
  type TenantStatus,
  tenantStatuses,
  type UpdateOptions,
} from "./registry";
export { dialectOf, type SqlDialect } from "./sql/dialect";
export { readsOnly } from "./sql/reads-only";
export { createSqliteAdapter, type SqliteAdapterOptions } from "./sqlite/adapter";
export { createSqliteDatasource, type SqliteDatasourceOptions } from "./sqlite/datasource";
export { createSqliteFileAdapter } from "./sqlite/file-adapter";
export { applyMigrations, type MigrateFileOptions, migrateSqliteFile } from "./sqlite/migrate-file";
export { type OpenDatabaseOptions, openDatabase, type SqliteDatabase } from "./sqlite/open-database";
export type { Survey, Surveyed } from "./survey";
export { createTenancy, type Tenancy } from "./tenancy";
export { epochPassed } from "./tenant-states";
export type { Tenants } from "./tenants";

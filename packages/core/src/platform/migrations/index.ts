// Schema changes over the fleet, as operators make them.
export {
  cancelMigrations,
  deployMigrations,
  resumeMigrations,
  retryMigrations,
  type Watching,
} from "./deploy-migrations";
export { type DeployInput, deployInput } from "./inputs";
export { type JudgedMigration, judgeMigrations } from "./judge-migrations";
export { type MigrationStatus, migrationStatus } from "./migration-status";
export { type MigrationPlan, planMigrations } from "./plan-migrations";
export type { RunSummary } from "./run-summary";

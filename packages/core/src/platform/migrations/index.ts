// Schema changes over the fleet, as operators make them.
export type { RunProgress } from "@acre/tenancy";
export { compareSchemas, type SchemaComparison, type SchemaGroup } from "./compare-schemas";
export {
  cancelMigrations,
  deployMigrations,
  resumeMigrations,
  retryMigrations,
  type Watching,
} from "./deploy-migrations";
export { type DeployInput, deployInput } from "./inputs";
export { type JudgedMigration, judgeMigration } from "./judge-migrations";
export { type MigrationStatus, migrationStatus } from "./migration-status";
export { type MigrationPlan, planMigrations } from "./plan-migrations";
export {
  isGood,
  type RehearsalReport,
  type RehearseInput,
  rehearseInput,
  rehearseMigrations,
} from "./rehearse-migrations";
export type { RunSummary } from "./run-summary";

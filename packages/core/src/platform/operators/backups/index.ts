// Bundles of tenants: those that are kept, and those that whoever asked has as a file.
export { backupTenant, type ExportedBundle, exportTenantTo } from "./backup-tenant";
export type { KeptBackup } from "./kept-backup";
export { listBackups } from "./list-backups";
export { pruneBackups, pruneBackupsInput } from "./prune-backups";
export { type BundleSource, type RestoredTenant, restoreAs, restoreInto } from "./restore-tenant";
export { type VerifiedBackup, verifyBackup } from "./verify-backup";

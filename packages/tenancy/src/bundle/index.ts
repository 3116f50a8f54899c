export { type BundleProgress, tableChecksums } from "./checksums";
export { copyTenant } from "./copy-tenant";
export { type ExportOptions, exportTenant } from "./export-tenant";
export { importBundle } from "./import-bundle";
export { bundleOfJson } from "./json-bundle";
export { exportTenantJson } from "./json-export";
export { isJsonDocument, tellingBytes } from "./json-format";
export type { BundleSecret } from "./keys";
export type { BundleManifest, TableChecksum } from "./manifest";
export type { PortableRow, PortableType, PortableValue } from "./portable";
export type { ReadBundleOptions } from "./read-bundle";
export type {
  AppliedMigration,
  PortableColumn,
  PortableCounter,
  PortableTable,
  TenantLoader,
  TenantSnapshot,
} from "./snapshot";
export { verifyBundle } from "./verify-bundle";

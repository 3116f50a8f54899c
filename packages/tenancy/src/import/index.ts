export { type Importing, type ImportOptions, openImport } from "./importing";
export type { ValueCheck, ValueChecks } from "./plan";
export type { BadRowReason, BadRows, TableReport } from "./report";
export type { ImportedTenant } from "./tenant-list";

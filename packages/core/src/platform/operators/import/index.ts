export type { ImportOutcome, ImportProgress, ImportReport, TenantReport } from "./import-report";
export { type ImportInput, importTenants } from "./import-tenants";

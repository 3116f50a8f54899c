// What whoever runs the installation does to tenants, from the command line or the console.
export { createTenant } from "./create-tenant";
export { deleteTenant } from "./delete-tenant";
export { type ListTenantsInput, listTenants, listTenantsInput } from "./list-tenants";
export { type OnboardedCustomer, onboardCustomer } from "./onboard-customer";
export type { Operator } from "./operator";
export { renameTenant } from "./rename-tenant";
export { setTenantStatus } from "./set-tenant-status";
export { showTenant, type TenantDetails } from "./show-tenant";
export type { TenantSummary } from "./tenant-summary";

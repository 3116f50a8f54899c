// What whoever runs the installation does to tenants, from the command line or the console.
export * from "./backups";
export { type CopyTenantInput, copyTenant } from "./copy-tenant";
export { type CreateTenantInput, createTenant } from "./create-tenant";
export { deleteTenant, type ErasedTenant } from "./delete-tenant";
export { endInterrupted } from "./end-interrupted";
export { type ListTenantsInput, listTenants, listTenantsInput } from "./list-tenants";
export { markTemplate } from "./mark-template";
export { confirmMove, type MovedTenant, moveTenant } from "./move-tenant";
export { type OnboardedCustomer, onboardCustomer } from "./onboard-customer";
export type { Operator } from "./operator";
export { listPlaces, type PlaceSummary, type PlaceWish } from "./places";
export { renameTenant } from "./rename-tenant";
export { type Plan, plans, setPlan, type TenantPlan } from "./set-plan";
export { setTenantStatus } from "./set-tenant-status";
export { showTenant, type TenantDetails } from "./show-tenant";
export { type FleetStats, fleetStats, type TenantStats, tenantStats } from "./tenant-stats";
export type { TenantSummary } from "./tenant-summary";
export { type RotatedKeys, rotateAllKeys, rotateKey, vacuumTenant } from "./upkeep";

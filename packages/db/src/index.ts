export { type CatalogDb, type CatalogTx, openCatalog } from "./catalog";
export { isMissingRecord, isUniqueViolation } from "./errors";
export type { Account as AccountRow } from "./generated/catalog-sqlite/client";
export type {
  Comment as CommentRow,
  Label as LabelRow,
  Prisma,
  Project as ProjectRow,
  Task as TaskRow,
  User as UserRow,
} from "./generated/tenant-sqlite/client";
export { migrationsOf } from "./migrations";
export { type AppTenancy, openTenancy, type TenantDb, type TenantTx } from "./tenancy";

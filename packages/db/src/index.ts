export { containsIgnoringCase } from "./contains";
export { isMissingRecord, isUniqueViolation } from "./errors";
export type { Account as AccountRow, Invitation as InvitationRow } from "./generated/catalog-sqlite/client";
export type {
  Comment as CommentRow,
  Label as LabelRow,
  Prisma,
  Project as ProjectRow,
  Task as TaskRow,
  User as UserRow,
} from "./generated/tenant-sqlite/client";
export { holdProject, holdProjectWhole } from "./hold-project";
export { type HeldTable, holdRecord } from "./hold-record";
export { holdTasks } from "./hold-tasks";
export { retryConflicts } from "./retry-conflicts";
export type { TenantDb, TenantTx } from "./store/tenancy";
export { wholeProject } from "./store/transaction-options";

import type { TableReport } from "@acre/tenancy";

/**
 * `planned`: it would be made, or nothing was because of other rows. `imported`: just now. `there`: made by an earlier run
 * of this import, and left as it is.
 */
export type ImportOutcome = "planned" | "imported" | "there";

export interface TenantReport {
  id: string;
  slug: string;
  company: string;
  outcome: ImportOutcome;
  /** Empty for one that was there. */
  tables: TableReport[];
}

/** What an import came to, or would. Figures, keys and reasons; nothing of what is in the rows. */
export interface ImportReport {
  name: string;
  onBadRow: "refuse" | "skip";
  dryRun: boolean;
  /** Whether nothing can be, or was, made because rows do not fit and the mapping says to refuse then. */
  refused: boolean;
  /** Rows that fit nowhere, of all tenants. */
  badRows: number;
  tenants: TenantReport[];
  /** Rows that belong to no customer. */
  unplaced: TableReport[];
}

/** How far an import has come. */
export interface ImportProgress {
  step: "checking" | "importing";
  slug: string;
  /** Counted from one, of those that are not there yet. */
  number: number;
  of: number;
  table: string;
  rows: number;
}

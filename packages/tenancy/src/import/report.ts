/** Why rows stay behind. */
export type BadRowReason =
  | "no_tenant"
  | "key_missing"
  | "value_missing"
  | "value_refused"
  | "reference_missing"
  | "duplicate";

/** Rows that stay behind for one reason. Never what is in them. */
export interface BadRows {
  reason: BadRowReason;
  /** The target's column, or several where they count together; null where it is about the row. */
  column: string | null;
  count: number;
  /** The keys in the source of the first of them. */
  keys: string[];
}

/** What a table comes to. */
export interface TableReport {
  table: string;
  /** The source's table. */
  from: string;
  /** Rows that were read. */
  read: number;
  /** Rows that are, or would be, written. */
  written: number;
  skipped: number;
  /** References that were left empty because there is nothing to refer to. */
  cleared: number;
  reasons: BadRows[];
}

const keysShown = 20;

/** Adds up a table as its rows pass. */
export class TableCount {
  readonly #report: TableReport;
  readonly #reasons = new Map<string, BadRows>();

  constructor(table: string, from: string) {
    this.#report = { table, from, read: 0, written: 0, skipped: 0, cleared: 0, reasons: [] };
  }

  good(cleared: number): void {
    this.#report.read++;
    this.#report.written++;
    this.#report.cleared += cleared;
  }

  bad(reason: BadRowReason, column: string | null, key: string | null): void {
    this.#report.read++;
    this.#report.skipped++;
    const name = `${reason} ${column}`;
    const rows = this.#reasons.get(name) ?? { reason, column, count: 0, keys: [] };
    this.#reasons.set(name, rows);
    rows.count++;
    if (rows.keys.length < keysShown) rows.keys.push((key ?? "?").slice(0, 80));
  }

  report(): TableReport {
    return { ...this.#report, reasons: [...this.#reasons.values()] };
  }
}

/** A statement as it was sent to a workspace's database. */
export interface SentStatement {
  text: string;
  values: readonly unknown[];
}

/** Tells how a database goes about the statements that it is sent. */
export interface PlanReader {
  /** The different statements that `work` really sends for a workspace. */
  statementsOf(work: () => Promise<unknown>): Promise<SentStatement[]>;
  /** What of a statement's plan walks over all rows of a table and may not. */
  forbiddenWalks(statement: SentStatement): Promise<string[]>;
  /** Drops the one index by which a column's rows are found. */
  dropIndexOn(table: string, column: string): Promise<void>;
}

/** Each statement once, in the order in which they came. */
export function distinct(statements: SentStatement[]): SentStatement[] {
  return [...new Map(statements.map((statement) => [statement.text, statement])).values()];
}

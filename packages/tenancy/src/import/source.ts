/** A value as a source's driver gives it: SQLite's own, or PostgreSQL's text. */
export type SourceValue = string | number | bigint | Buffer | null;

/** An existing database as it is at one moment, to be read and never written. */
export interface ImportSource {
  /** The columns of a table or view, or null where there is none of that name. */
  columns(table: string): Promise<readonly string[] | null>;
  /** A table's name as it is written in a query. */
  table(name: string): string;
  /** A value as it is written in a query. */
  literal(value: SourceValue): string;
  /** What a query returns, a batch at a time and one query at a time. Throws `import_source_unreadable`. */
  rows(query: string): AsyncIterable<SourceValue[][]>;
  /** Ends the view. Call it whatever happened. */
  close(): Promise<void>;
}

/** An identifier in quotes, as both engines write it. */
export function quoteColumn(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

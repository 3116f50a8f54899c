import type { SqlDialect } from "../sql/dialect";
import type { PortableRow, PortableType } from "./portable";

export interface AppliedMigration {
  readonly name: string;
  /** SHA-256 of its file in its dialect, in hexadecimal. */
  readonly checksum: string;
}

export interface PortableColumn {
  readonly name: string;
  readonly type: PortableType;
  readonly nullable: boolean;
}

/** A count that a column's numbers are drawn from. */
export interface PortableCounter {
  readonly column: string;
  /** The last number that was given out, in digits. */
  readonly last: string;
}

/** A table of a tenant's, as the database's own catalog describes it. */
export interface PortableTable {
  readonly name: string;
  /** In the byte order of their names: the order of a row's values. */
  readonly columns: readonly PortableColumn[];
  /** What rows are ordered by: the primary key's columns, or all columns where there is none. */
  readonly key: readonly string[];
  readonly counters: readonly PortableCounter[];
}

/** All of a tenant's data at one moment, in a form that no longer tells which engine it lies in. */
export interface TenantSnapshot {
  readonly dialect: SqlDialect;
  /** The tenant's version, as `Datasource.schemaVersion` says it. */
  readonly schemaVersion: string;
  /** What is applied, in the order of names. */
  readonly migrations: readonly AppliedMigration[];
  /** A table comes after those that it refers to, and by name where that leaves a choice. */
  readonly tables: readonly PortableTable[];
  /**
   * A table's rows in the order of its key, text by its UTF-8 bytes and numbers by value, a batch at a time. One table
   * at a time. Throws `value_unportable` for what the portable form cannot hold.
   */
  rows(table: string): AsyncIterable<PortableRow[]>;
  /** Ends the view. Call it whatever happened. */
  close(): Promise<void>;
}

/**
 * Fills a tenant's empty place in one transaction. Tables come one after another, best after those that they refer to.
 * Nothing is seen by others before `commit`; after an error or `abort` nothing is there.
 */
export interface TenantLoader {
  readonly dialect: SqlDialect;
  readonly migrations: readonly AppliedMigration[];
  readonly tables: readonly PortableTable[];
  /** Begins a table of the place. Each is begun once. Throws `load_refused` for one that cannot be filled now. */
  begin(table: string, counters?: readonly PortableCounter[]): Promise<void>;
  /**
   * Adds rows to the table begun last, values in the order of its columns. Throws `value_unportable` for a value that
   * the engine cannot hold, and `load_refused` where a key or rule of the database forbids a row.
   */
  write(rows: readonly PortableRow[]): Promise<void>;
  /** Gives rows that are there, told by their keys, these values. Throws as `write` does. */
  change(table: string, rows: readonly PortableRow[]): Promise<void>;
  /** Removes the rows that have these rows' keys. Throws `load_refused`. */
  remove(table: string, rows: readonly PortableRow[]): Promise<void>;
  /** What is there by now, committed or not, as a snapshot gives it. */
  rows(table: string): AsyncIterable<PortableRow[]>;
  /** Throws `load_refused` when a row refers to one that is missing; then nothing was loaded. */
  commit(): Promise<void>;
  /** Leaves nothing. May follow anything; after `commit` it does nothing. */
  abort(): Promise<void>;
}

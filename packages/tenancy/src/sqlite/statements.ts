import { type ColumnType, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type Database from "better-sqlite3";
import { LRUCache } from "lru-cache";
import { columnTypeOfDeclaration } from "./column-types";
import type { SqliteDatabase } from "./open-database";

/** What a statement's rows look like. */
export interface ResultShape {
  readonly columnNames: string[];
  readonly columnTypes: ColumnType[];
  /** Columns whose declaration does not tell their type; the values have to. */
  readonly undeclared: number[];
}

export interface PreparedStatement {
  readonly statement: Database.Statement<unknown[], unknown[]>;
  readonly kept: boolean;
  /** Known after the first run of a statement that is kept and returns rows. */
  shape: ResultShape | null;
  /** Whether integers must come as BigInt, since a plain number could lose digits or hide a type. */
  exact: boolean;
}

/** What begins and ends a transaction, which callers may not do by themselves. */
export type OwnStatement = "BEGIN IMMEDIATE" | "COMMIT" | "ROLLBACK";

// Only these can be kept: they change neither the schema nor the connection's settings. The keyword must come
// first; a statement that hides it behind a comment is prepared anew each time.
const keepable = /^\s*(?:select|insert|update|delete|with|values|begin|commit|rollback|savepoint|release)\b/i;

// Longer texts hold long lists of values: big, and hardly ever the same twice.
const longestKept = 8192;

/**
 * The prepared statements of one connection, least recently used forgotten first. Anything that may change
 * the schema or a setting empties it, since the shape of results is remembered with the statement.
 */
export class Statements {
  readonly #db: SqliteDatabase;
  readonly #kept: LRUCache<string, PreparedStatement>;
  readonly #own = new Map<OwnStatement, Database.Statement>();
  readonly #assertAllowed: (sql: string) => void;

  /** `assertAllowed` throws for a text that may not be prepared. It is asked once as long as that is kept. */
  constructor(db: SqliteDatabase, capacity: number, assertAllowed: (sql: string) => void = () => {}) {
    this.#db = db;
    this.#kept = new LRUCache({ max: capacity });
    this.#assertAllowed = assertAllowed;
  }

  /** The statement for `sql`, prepared now or before. Throws the driver's error for wrong SQL. */
  get(sql: string): PreparedStatement {
    const known = this.#kept.get(sql);
    if (known !== undefined) return known;
    // Before it is prepared: some pragmas already take effect then.
    this.#assertAllowed(sql);
    const statement = this.#db.prepare<unknown[], unknown[]>(sql);
    if (statement.reader) statement.raw().safeIntegers();
    const keep = keepable.test(sql);
    if (!keep) this.clear();
    const kept = keep && sql.length <= longestKept && !selectsStar(sql);
    const prepared = { statement, kept, shape: null, exact: true };
    if (kept) this.#kept.set(sql, prepared);
    return prepared;
  }

  /** Runs a statement of the adapter's own. Kept apart from the callers', who must not find it among theirs. */
  runOwn(sql: OwnStatement): void {
    const statement = this.#own.get(sql) ?? this.#db.prepare(sql);
    this.#own.set(sql, statement);
    statement.run();
  }

  clear(): void {
    this.#kept.clear();
  }

  get size(): number {
    return this.#kept.size;
  }
}

// Another process can change what `*` stands for, so that shape must not be remembered.
function selectsStar(sql: string): boolean {
  return sql.replaceAll(/count\(\*\)/gi, "").includes("*");
}

/**
 * What the rows of a statement look like. To be asked after it ran: before, SQLite answers from what it last
 * knew of the schema, which another process may have changed.
 */
export function shapeOf(prepared: PreparedStatement): ResultShape {
  if (prepared.shape !== null) return prepared.shape;
  const { statement } = prepared;
  const shape = describe(statement.columns());
  if (prepared.kept) {
    prepared.shape = shape;
    // Plain numbers are faster. They are taken only where every column's type is declared and where a second
    // run, which reads exactly, would change nothing.
    prepared.exact = shape.undeclared.length > 0 || !statement.readonly;
    statement.safeIntegers(prepared.exact);
  }
  return shape;
}

function describe(columns: ReadonlyArray<{ name: string; type: string | null }>): ResultShape {
  const shape: ResultShape = { columnNames: [], columnTypes: [], undeclared: [] };
  columns.forEach((column, index) => {
    const type = columnTypeOfDeclaration(column.type);
    shape.columnNames.push(column.name);
    shape.columnTypes.push(type ?? ColumnTypeEnum.Int32);
    if (type === null) shape.undeclared.push(index);
  });
  return shape;
}

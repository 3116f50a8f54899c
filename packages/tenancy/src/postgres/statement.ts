import pg from "pg";
import { closeStatements, type PreparedName } from "./prepared-statements";

/** Something to send: one SQL statement and its parameters, as text. */
export interface Statement {
  text: string;
  /** Sent under this name, and not parsed again on a connection that `sendTogether` sent it over before. */
  name?: string;
  values?: readonly string[];
}

/** What Prisma's adapter asks of a query, as it hands it to `pg`. */
export interface RowsQuery {
  text: string;
  values?: unknown[];
  types?: pg.CustomTypesConfig;
}

/** What Prisma's adapter reads from an answer. */
export interface RowsResult {
  fields: pg.FieldDef[];
  rows: unknown[][];
  rowCount: number | null;
  command: string;
}

/**
 * Sends `before` and then `query`, all in one round trip and behind one Sync: unless a transaction is open
 * already, the server runs everything up to a Sync as one transaction ("Extended Query", PostgreSQL's protocol
 * documentation, 54.2.3), so that settings local to a transaction reach the query and end with it. The
 * statements before, and those `after`, must return no rows. Only the query's own result is returned.
 *
 * Always the extended protocol, in which the server itself refuses several statements in one text.
 */
export function sendTogether(
  client: pg.ClientBase,
  before: readonly Statement[],
  query: RowsQuery,
  prepared: PreparedName = unprepared,
  after: readonly Statement[] = [],
): Promise<RowsResult> {
  return new Promise((resolve, reject) => {
    const config = { ...query, name: prepared.name, rowMode: "array" as const, queryMode: "extended" };
    const message = new pg.Query(config, undefined, (error: unknown, result: RowsResult | RowsResult[]) => {
      if (error) return reject(error);
      // With several statements pg answers with a list, in which the query's result is before those after it.
      const own = Array.isArray(result) ? result.at(-1 - after.length) : result;
      if (own === undefined) reject(new Error("PostgreSQL answered without a result."));
      else resolve(own);
    });
    const submitQuery = message.submit;
    message.submit = (connection) => {
      connection.stream.cork();
      try {
        closeStatements(connection, prepared.closing);
        for (const statement of before) sendAhead(connection, statement);
        // Returns an Error where it cannot send, which the client hands to the callback.
        return submitQuery.call(message, after.length === 0 ? connection : syncingAfter(connection, after));
      } finally {
        connection.stream.uncork();
      }
    };
    client.query(message);
  });
}

/** The same connection to whoever sends a query over it, but that more statements go before its Sync. */
function syncingAfter(connection: pg.Connection, after: readonly Statement[]): pg.Connection {
  const sync = () => {
    for (const statement of after) sendAhead(connection, statement);
    connection.sync();
  };
  return Object.create(connection, { sync: { value: sync } });
}

const unprepared: PreparedName = { closing: [] };

// By connection, the named statements that were sent ahead over it.
const parsedAhead = new WeakMap<pg.Connection, Set<string>>();

function sendAhead(connection: pg.Connection, { text, values, name = "" }: Statement): void {
  if (name === "" || isNew(connection, name)) connection.parse({ name, text, types: [] }, true);
  connection.bind({ statement: name, values: values === undefined ? [] : [...values] }, true);
  connection.execute(null, true);
}

function isNew(connection: pg.Connection, name: string): boolean {
  const names = parsedAhead.get(connection);
  if (names === undefined) parsedAhead.set(connection, new Set([name]));
  else if (names.has(name)) return false;
  else names.add(name);
  return true;
}

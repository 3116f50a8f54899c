import pg from "pg";
import { TenancyError } from "../errors";
import { OwnerSession } from "../postgres/owner";
import { textForms } from "../postgres/snapshot";
import { sendTogether } from "../postgres/statement";
import { type ImportSource, quoteColumn, type SourceValue } from "./source";

const rowsInBatch = 500;
const asText: pg.CustomTypesConfig = { getTypeParser: () => (value: string | Buffer) => value };

// What policies hide would be missing without a word: the server is to refuse instead.
const steady = {
  text: `SELECT WHERE pg_catalog.set_config('TimeZone', 'UTC', true) IS NULL
    OR pg_catalog.set_config('row_security', 'off', true) IS NULL`,
};

/**
 * A PostgreSQL schema in one repeatable read transaction that cannot write. Values are the server's text, moments in UTC.
 * Throws `import_source_unreadable`, which never says the address.
 */
export async function openPostgresSource(url: string, schema: string): Promise<ImportSource> {
  const { client, session } = await connect(url);
  return {
    async columns(table) {
      const { rows } = await session.send({
        text: `SELECT a.attname::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
        values: [schema, table],
      });
      return rows.length === 0 ? null : rows.map(([column]) => String(column));
    },
    table: (name) => `${quoteColumn(schema)}.${quoteColumn(name)}`,
    // Without a type: the server takes it for that of the column it is compared with.
    literal: (value) => (value === null ? "NULL" : client.escapeLiteral(String(value))),
    rows: (query) => batches(client, query),
    close: () => client.end(),
  };
}

async function connect(url: string): Promise<{ client: pg.Client; session: OwnerSession }> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      application_name: "acre import",
    });
    client.on("error", () => {});
    await client.connect();
    const session = new OwnerSession(client, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    session.queue(textForms, steady);
    await session.send({ text: "SELECT 1" });
    return { client, session };
  } catch (error) {
    await client?.end().catch(() => {});
    throw unreadable(error);
  }
}

async function* batches(client: pg.Client, query: string): AsyncGenerator<SourceValue[][]> {
  try {
    await sendTogether(client, [], { text: `DECLARE acre_import NO SCROLL CURSOR FOR ${query}` });
    for (;;) {
      const { rows } = await sendTogether(client, [], {
        text: `FETCH ${rowsInBatch} FROM acre_import`,
        types: asText,
      });
      if (rows.length > 0) yield rows.map((row) => row.map(textOrNull));
      if (rows.length < rowsInBatch) return;
    }
  } catch (error) {
    throw error instanceof pg.DatabaseError ? unreadable(error) : error;
  } finally {
    // After an error the transaction is over, and the cursor with it.
    await sendTogether(client, [], { text: "CLOSE acre_import" }).catch(() => {});
  }
}

function textOrNull(value: unknown): SourceValue {
  return value === null || typeof value === "string" ? value : String(value);
}

function unreadable(cause: unknown): TenancyError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TenancyError(
    "import_source_unreadable",
    `The PostgreSQL source cannot be read: ${reason}. Check the address in the environment, the login's right to read, and what the mapping says of the tables.`,
    { cause },
  );
}

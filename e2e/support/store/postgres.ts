import pg from "pg";
import { contentsOf, type Place, type Store } from "./place";

/** A server's PostgreSQL database. */
export interface PostgresDatabase {
  /** The superuser's, whom no policy holds. */
  superUrl: string;
  /** The model of its workspaces. */
  isolation: "schema" | "row";
}

const catalogSchema = "acre_catalog";
const sharedSchema = "acre_rows";

/** The store of an installation that keeps everything in one PostgreSQL database. */
export function postgresStore({ superUrl, isolation }: PostgresDatabase): Store {
  return {
    catalog: (work) => connected(superUrl, (client) => work(schemaOf(client, catalogSchema))),
    tenant: (id, work) =>
      connected(superUrl, async (client) =>
        work(
          isolation === "row" ? rowsOfTenant(client, id) : schemaOf(client, await tenantSchema(client, id)),
        ),
      ),
    everything: () =>
      connected(superUrl, async (client) => {
        const { rows } = await client.query<{ name: string }>(
          `SELECT nspname AS name FROM pg_namespace
            WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('public', 'information_schema') ORDER BY 1`,
        );
        const contents = [];
        for (const { name } of rows) contents.push([name, await contentsOf(schemaOf(client, name))] as const);
        return Object.fromEntries(contents);
      }),
  };
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The one schema whose name holds the tenant's id. */
async function tenantSchema(client: pg.Client, id: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT nspname AS name FROM pg_namespace WHERE replace(nspname, '_', '') LIKE '%' || $1",
    [id.replaceAll("-", "")],
  );
  const [schema, ...others] = rows;
  if (schema === undefined || others.length > 0)
    throw new Error(`${rows.length} schemas are of tenant ${id}`);
  return schema.name;
}

function schemaOf(client: pg.Client, schema: string): Place {
  return { own: {}, tables: () => tablesIn(client, schema, "true"), run: runIn(client, schema) };
}

function rowsOfTenant(client: pg.Client, id: string): Place {
  const hasTenant =
    "EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)";
  return {
    own: { tenant_id: id },
    tables: () => tablesIn(client, sharedSchema, hasTenant),
    run: runIn(client, sharedSchema),
  };
}

async function tablesIn(client: pg.Client, schema: string, condition: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') AND ${condition} ORDER BY 1`,
    [schema],
  );
  return rows.map(({ name }) => name);
}

function runIn(client: pg.Client, schema: string): Place["run"] {
  return async (text, values) => {
    await client.query("SELECT set_config('search_path', $1, false)", [schema]);
    let count = 0;
    const numbered = text.replaceAll("?", () => `$${++count}`);
    return (await client.query<Record<string, unknown>>(numbered, values)).rows;
  };
}

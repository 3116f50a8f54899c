import { workerContext } from "./citus";
import type { ServerPool } from "./server-pool";
import type { RowsResult, Statement } from "./statement";

export const postgresAdapterName = "@acre/tenancy/postgres";

/** What binds an adapter to one tenant. */
export interface TenantBinding {
  readonly tenantId: string;
  readonly pool: ServerPool;
  /** Sets the signed context, for the transaction that it is sent in. */
  context(): Promise<readonly Statement[]> | readonly Statement[];
  /** What goes before the context and behind the query of a statement that is sent by itself. */
  readonly around: Around;
  /** Has contexts signed anew, with the database's newest key; false when that was no help a moment ago. */
  renew(): Promise<boolean>;
  /** The statement as it is sent. Throws `statement_refused` for what no tenant's handle may send. */
  prepare(text: string): string;
  /** The answer as the tenant gets it. */
  answer(result: RowsResult): RowsResult;
  /** Throws when the tenant may not be used any more. Asked when a connection is had and nothing is sent yet. */
  claim(): void;
}

interface Around {
  readonly before: readonly Statement[];
  readonly after: readonly Statement[];
}

/** Nothing: the server makes one transaction of what is sent together. */
export const nothingAround: Around = { before: [], after: [] };

const settings = [
  "pg_catalog.set_config('acre.tenant', $1, true) IS NULL",
  "pg_catalog.set_config('search_path', $2, true) IS NULL",
  // What a fence goes by: see `acre.current_tenant()`, which cannot see the search path of its caller.
  "pg_catalog.set_config('acre.place', $2, true) IS NULL",
  // Prisma writes times without a zone, and means UTC.
  "pg_catalog.set_config('TimeZone', 'UTC', true) IS NULL",
];
const readOnlySetting = "pg_catalog.set_config('transaction_read_only', 'on', true) IS NULL";

// Conditions that are never true, so that every one of them is evaluated and no row comes back.
const readWriteText = `SELECT WHERE ${settings.join(" OR ")}`;
const readOnlyText = `SELECT WHERE ${[...settings, readOnlySetting].join(" OR ")}`;

/** How a context is to be set. */
export interface ContextOptions {
  readOnly?: boolean;
  /** Whether the connection may keep the statement prepared. */
  kept?: boolean;
  /** Whether the workers of a cluster are to know it too. */
  citus?: boolean;
}

/** What sets a signed context and the schema of unqualified names until the transaction ends. */
export function contextStatements(
  token: string,
  searchPath: string,
  options: ContextOptions = {},
): Statement[] {
  const { readOnly = false, kept = false, citus = false } = options;
  const name = kept ? { name: readOnly ? "acre_context_ro" : "acre_context_rw" } : {};
  const own = { text: readOnly ? readOnlyText : readWriteText, values: [token, searchPath], ...name };
  return citus ? [own, ...workerContext(token, searchPath)] : [own];
}

/** What unqualified names of a tenant's are looked up in. pg_temp is looked into first unless it is named. */
export function searchPathOf(schema: string): string {
  return `"${schema}", pg_temp`;
}

/** Takes the fence from a tenant's place, if there is one: see `Datasource.unfence`. */
export function noFence(tenantId: string, schema: string): Statement {
  return {
    text: "DELETE FROM acre.fences WHERE tenant_id = $1::uuid AND place = $2",
    values: [tenantId, searchPathOf(schema)],
  };
}

import type { Datasource } from "../datasource";
import { TenancyError } from "../errors";
import { assertTenantId } from "../ids";
import type { Migration } from "../migrations/migration";
import { pendingMigrations } from "../migrations/pending";
import { schemaVersions } from "../migrations/schema-version";
import { schemaOnCoordinator } from "./citus";
import { fenceSchema, ownRows } from "./fence";
import { forgetValues } from "./forget-values";
import { hideTenant } from "./hide-tenant";
import { createHistory, hasHistory, readHistory, recordApplied } from "./history";
import { inspectPostgres } from "./inspect/inspect";
import { loaderOfPlace } from "./load";
import { assertPlainName, quoteName, quoteText } from "./names";
import type { OwnerSession } from "./owner";
import { noStrayCounts, residueOfRows } from "./residue";
import { leadConflictTargets } from "./rewrite-conflict";
import { deriveRowMigration } from "./row-ddl/derive";
import { runStatements } from "./run-migrations";
import { createSchemaDatasource } from "./schema-datasource";
import { schemaHashOf } from "./schema-hash";
import type { PostgresServer, ServerFacts } from "./server";
import { shareOfTables } from "./size";
import { type ServerPlace, snapshotOfPlace } from "./snapshot";
import { lock } from "./support";
import { createTenantAdapter } from "./tenant-adapter";
import { noFence } from "./tenant-binding";
import { vacuumSchema } from "./vacuum";

export interface RowDatasourceOptions {
  server: PostgresServer;
  /** The tenants' schema in PostgreSQL's dialect, oldest migration first: see `loadMigrations`. */
  migrations: readonly Migration[];
  /** The schema that holds the shared tables and nothing else; `acre_rows` unless said. */
  schema?: string;
  /** Into how many parts to divide each table by tenant; 1, not at all, unless said. Cannot be changed later. */
  partitions?: number;
  /** For tests that show what holds without the guard: sends raw statements unjudged. */
  unguarded?: boolean;
}

/**
 * The `row` model: tables that tenants share, in which each reaches its own rows. They are made from the same
 * migrations as a tenant's own tables would be: see `deriveRowMigration`.
 */
export function createRowDatasource(options: RowDatasourceOptions): Datasource {
  const { server, migrations, partitions = 1 } = options;
  const schema = assertPlainName(options.schema ?? "acre_rows", "the schema of shared tables");
  if (!Number.isInteger(partitions) || partitions < 1) throw new RangeError("partitions must be 1 or more.");
  const versions = schemaVersions(migrations);
  const info = { schemaName: schema, supportsRelationJoins: true };
  const schemas = {
    pattern: schema.replaceAll("_", "\\_"),
    condition: (name: string) => (name === schema ? ownRows : null),
  };
  server.addPlace(schemas);
  let upToDate: Promise<string[]> | null = null;

  /** Brings the shared tables up to date, once; all tenants' at the same time. */
  function catchUp(): Promise<string[]> {
    upToDate ??= migrateTables().catch((error: unknown) => {
      upToDate = null;
      throw error;
    });
    return upToDate;
  }

  async function migrateTables(): Promise<string[]> {
    const facts = await server.ready();
    // Before waiting for the lock, which whoever copies a tenant's rows shares: mostly there is nothing to do.
    if (await server.owner.transaction(isCurrent)) return [];
    return server.owner.transaction(async (session) => {
      session.queue(lock(`rows ${schema}`));
      // A connection learns only when it opens a table what others made while it waited for the lock.
      session.queue({ text: "SELECT FROM pg_catalog.pg_namespace WHERE false" });
      if (server.citus) session.queue(schemaOnCoordinator);
      session.queue({ text: `CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)}` });
      if (!(await hasHistory(session, schema))) session.queue(createHistory(schema));
      const pending = pendingMigrations(await readHistory(session, schema), migrations, `schema ${schema}`);
      if (pending.length > 0) await apply(session, pending, facts);
      return pending.map(({ name }) => name);
    });
  }

  async function isCurrent(session: OwnerSession): Promise<boolean> {
    if (!(await hasHistory(session, schema))) return false;
    return pendingMigrations(await readHistory(session, schema), migrations, `schema ${schema}`).length === 0;
  }

  async function apply(
    session: OwnerSession,
    pending: Migration[],
    { login, version }: ServerFacts,
  ): Promise<void> {
    session.queue({ text: `SET LOCAL search_path TO ${quoteName(schema)}` });
    for (const next of pending) {
      const script = deriveRowMigration(next, { schema, partitions, serverVersion: version });
      // Written by hand, it may change rows, which are fenced off from the owner too.
      const byHand = next.rowSql !== undefined;
      if (byHand) await forceFences(session, false);
      await runStatements(session, [script], schema);
      if (byHand) await forceFences(session, true);
    }
    session.queue(recordApplied(schema, pending));
    await fenceSchema(session, { schema, login, condition: ownRows });
  }

  async function forceFences(session: OwnerSession, on: boolean): Promise<void> {
    const { rows } = await session.send({
      text: "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = to_regnamespace($1) AND relrowsecurity AND relkind IN ('r', 'p')",
      values: [quoteName(schema)],
    });
    const force = on ? "FORCE" : "NO FORCE";
    for (const [table] of rows) {
      const name = `${quoteName(schema)}.${quoteName(String(table))}`;
      session.queue({ text: `ALTER TABLE ${name} ${force} ROW LEVEL SECURITY` });
    }
  }

  /** A transaction of the owner's that sees and changes this tenant's rows alone. */
  async function asTenant<T>(tenantId: string, work: (session: OwnerSession) => Promise<T>): Promise<T> {
    const context = await server.context(assertTenantId(tenantId), quoteName(schema));
    return server.owner.transaction(async (session) => {
      session.queue(...context);
      return work(session);
    });
  }

  async function isKnown(session: OwnerSession, tenantId: string): Promise<boolean> {
    const { rows } = await session.send({ text: knownText, values: [tenantId, schema] });
    return rows.length > 0;
  }

  function placeOf(tenantId: string): ServerPlace {
    assertTenantId(tenantId);
    return {
      server,
      tenantId,
      schema,
      shared: true,
      lockName: `rows ${schema}`,
      assertThere: async (session) => {
        if (!(await isKnown(session, tenantId))) throw missing(tenantId, schema);
      },
    };
  }

  let stage: Datasource | null = null;

  // A schema of the tenant's own on the same server.
  function staging(): Datasource {
    stage ??= createSchemaDatasource({ server, migrations, schemaName: `${schema}_stage_{id}` });
    return stage;
  }

  return {
    model: "row",
    dialect: "postgresql",
    migrations,
    connections: server,
    schemaVersion: versions.latest,
    pending: versions.pending,
    isBehind: versions.isBehind,
    connectionInfo: () => info,

    async provision(tenantId, { migrations: names } = {}) {
      assertTenantId(tenantId);
      if (names !== undefined) throw placeShared(schema);
      await catchUp();
      const { rowCount } = await server.owner.query(
        "INSERT INTO acre.row_tenants (tenant_id, rows_in) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [tenantId, schema],
      );
      return { created: rowCount === 1 };
    },

    async exists(tenantId) {
      assertTenantId(tenantId);
      await server.ready();
      return (await server.owner.query(knownText, [tenantId, schema])).rows.length > 0;
    },

    async open(tenantId, { readOnly, claim }) {
      assertTenantId(tenantId);
      await server.ready();
      const guarded = options.unguarded !== true;
      const binding = server.bind({
        tenantId,
        schema,
        readOnly,
        claim,
        guarded,
        rewrite: leadConflictTargets,
        answer: hideTenant,
      });
      const { rows } = await server.ask(binding, knownText, [tenantId, schema]);
      if (rows.length === 0) throw missing(tenantId, schema);
      return createTenantAdapter(binding, info);
    },

    async migrate(tenantId) {
      await server.ready();
      const known = await server.owner.transaction((session) => isKnown(session, assertTenantId(tenantId)));
      if (!known) throw missing(tenantId, schema);
      return { applied: await catchUp() };
    },

    snapshot: async (tenantId) => snapshotOfPlace(placeOf(tenantId)),

    load: async (tenantId, loading) => loaderOfPlace(placeOf(tenantId), loading),

    staging: () => staging(),

    fence: async (tenantId) => server.fence(assertTenantId(tenantId), schema),
    unfence: async (tenantId) => server.unfence(assertTenantId(tenantId), schema),
    isFenced: async (tenantId) => server.isFenced(assertTenantId(tenantId), schema),
    cutOff: (processId) => server.cutOff(processId),

    async destroy(tenantId) {
      const { version } = await server.ready();
      await asTenant(tenantId, async (session) => {
        const changed = await removeRows(session, tenantId, await sharedTables(session, schema));
        await forgetValues(session, changed, version);
        session.queue(noFence(tenantId, schema));
        session.queue({
          text: "DELETE FROM acre.row_tenants WHERE tenant_id = $1 AND rows_in = $2",
          values: [tenantId, schema],
        });
        await session.send(noStrayCounts(tenantId));
      });
      server.forget(tenantId);
    },

    vacuumsAlone: false,
    // The tables are everybody's: what they take says nothing of one tenant.
    async vacuum() {
      await vacuumSchema(server, schema);
      return { bytesBefore: null, bytesAfter: null };
    },

    size: async (tenantId) =>
      asTenant(tenantId, async (session) =>
        shareOfTables(session, tenantId, await sharedTables(session, schema)),
      ),

    async residue(tenantId) {
      const rows = await asTenant(tenantId, async (session) =>
        residueOfRows(session, tenantId, schema, await sharedTables(session, schema)),
      );
      return [...rows, ...(await staging().residue(tenantId))];
    },

    // Rows are written and removed in transactions, so a killed process leaves nothing behind.
    sweep: async () => 0,

    schemaHash: async (tenantId) =>
      server.owner.transaction(async (session) => {
        if (!(await isKnown(session, assertTenantId(tenantId)))) throw missing(tenantId, schema);
        return schemaHashOf(session, schema, tenantId);
      }),

    inspect: () => inspectPostgres(server, { own: schemas, sharedTables: schema }),

    close: () => server.close(),
  };
}

const knownText = "SELECT 1 FROM acre.row_tenants WHERE tenant_id = $1::uuid AND rows_in = $2";

/** Removes a tenant's rows, and returns the tables that had any. */
async function removeRows(
  session: OwnerSession,
  tenantId: string,
  tables: readonly string[],
): Promise<string[]> {
  if (tables.length === 0) return [];
  const deletions = tables.map(
    (table, index) =>
      `d${index} AS (DELETE FROM ${table} WHERE "tenant_id" = ${quoteText(tenantId)}::uuid RETURNING 1)`,
  );
  const found = tables.map((_, index) => `EXISTS (SELECT FROM d${index})`);
  // In one statement, after which keys are checked: so the order of tables does not matter.
  const { rows } = await session.send({ text: `WITH ${deletions.join(", ")} SELECT ${found.join(", ")}` });
  return tables.filter((_, index) => rows[0]?.[index] === true);
}

async function sharedTables(session: OwnerSession, schema: string): Promise<string[]> {
  const { rows } = await session.send({
    text: `SELECT c.relname FROM pg_catalog.pg_class c
             JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
            WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            ORDER BY c.relname`,
    values: [quoteName(schema)],
  });
  return rows.map(([name]) => `${quoteName(schema)}.${quoteName(String(name))}`);
}

function placeShared(schema: string): TenancyError {
  return new TenancyError(
    "place_shared",
    `The tables in schema ${schema} are shared and of one version. Make a place of an older version with \`staging()\`.`,
  );
}

function missing(tenantId: string, schema: string): TenancyError {
  return new TenancyError(
    "datasource_missing",
    `Tenant ${tenantId} has no rows in schema ${schema}. Restore them from a backup, or provision the tenant anew.`,
  );
}

import type { Datasource } from "../datasource";
import { TenancyError } from "../errors";
import { assertTenantId } from "../ids";
import type { Migration } from "../migrations/migration";
import { chosenMigrations, placeTaken } from "../migrations/older-place";
import { pendingMigrations } from "../migrations/pending";
import { schemaVersions } from "../migrations/schema-version";
import { schemaOnOneNode } from "./citus";
import { countedByTenant } from "./counted-by-tenant";
import { fenceSchema, onlyTenant } from "./fence";
import { createHistory, readHistory, recordApplied } from "./history";
import { inspectPostgres } from "./inspect/inspect";
import { loaderOfPlace } from "./load";
import { quoteName, type SchemaNames, schemaNames } from "./names";
import type { OwnerSession } from "./owner";
import { noStrayCounts, residueOfSchema } from "./residue";
import { type MigrationScript, runStatements, scriptsOf } from "./run-migrations";
import { schemaHashOf } from "./schema-hash";
import type { PostgresServer, ServerFacts } from "./server";
import { sizeOfSchema } from "./size";
import { type ServerPlace, snapshotOfPlace } from "./snapshot";
import { lock } from "./support";
import { createTenantAdapter } from "./tenant-adapter";
import { noFence } from "./tenant-binding";
import { vacuumSchema } from "./vacuum";

export interface SchemaDatasourceOptions {
  server: PostgresServer;
  /** The tenants' schema in PostgreSQL's dialect, oldest migration first: see `loadMigrations`. */
  migrations: readonly Migration[];
  /**
   * How schemas are called: a template in which `{id}` stands for the tenant's id without dashes, or names made by
   * `singleSchema`. `t_{id}` unless said.
   */
  schemaName?: string | SchemaNames;
  /** For tests that show what holds without the guard: sends raw statements unjudged. */
  unguarded?: boolean;
}

/**
 * The `schema` model: a PostgreSQL schema per tenant, in one database. Tables belong to the owner and are fenced
 * for that one tenant, so that SQL which names another tenant's schema finds no row in it.
 */
export function createSchemaDatasource(options: SchemaDatasourceOptions): Datasource {
  const { server, migrations } = options;
  const naming =
    typeof options.schemaName === "object" ? options.schemaName : schemaNames(options.schemaName);
  const versions = schemaVersions(migrations);
  const scripts = scriptsOf(migrations);
  const schemas = { pattern: naming.pattern, condition: fenceOf };
  server.addPlace(schemas);

  function fenceOf(schema: string): string | null {
    const tenantId = naming.idOf(schema);
    return tenantId === null ? null : onlyTenant(tenantId, server.citus);
  }

  async function schemaExists(session: OwnerSession, schema: string): Promise<boolean> {
    const text = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1";
    return (await session.send({ text, values: [schema] })).rows.length > 0;
  }

  // Names in migrations are unqualified. Rows that a migration changes are behind the fence for the owner too.
  async function enter(session: OwnerSession, tenantId: string): Promise<void> {
    session.queue(...(await server.context(tenantId, quoteName(naming.of(tenantId)))));
  }

  async function run(
    session: OwnerSession,
    chosen: readonly MigrationScript[],
    schema: string,
    citus: boolean,
  ): Promise<void> {
    await runStatements(
      session,
      citus ? chosen.map((script) => countedByTenant(script, schema)) : chosen,
      schema,
    );
  }

  async function fill(
    session: OwnerSession,
    tenantId: string,
    { login, citus }: ServerFacts,
    chosen: readonly Migration[],
  ): Promise<void> {
    const schema = naming.of(tenantId);
    if (citus) session.queue(schemaOnOneNode);
    session.queue({ text: `CREATE SCHEMA ${quoteName(schema)}` });
    await enter(session, tenantId);
    await run(session, chosen === migrations ? scripts : scriptsOf(chosen), schema, citus);
    session.queue(createHistory(schema));
    if (chosen.length > 0) session.queue(recordApplied(schema, chosen));
    await fenceSchema(session, { schema, login, condition: onlyTenant(tenantId, citus) });
  }

  async function catchUp(
    session: OwnerSession,
    tenantId: string,
    { login, citus }: ServerFacts,
  ): Promise<string[]> {
    const schema = naming.of(tenantId);
    const pending = pendingMigrations(await readHistory(session, schema), migrations, `schema ${schema}`);
    if (pending.length === 0) return [];
    await enter(session, tenantId);
    await run(session, scriptsOf(pending), schema, citus);
    session.queue(recordApplied(schema, pending));
    await fenceSchema(session, { schema, login, condition: onlyTenant(tenantId, citus) });
    return pending.map(({ name }) => name);
  }

  /** Runs `work` while nobody else makes, changes or removes the tenant's schema. */
  async function alone<T>(
    tenantId: string,
    work: (session: OwnerSession, exists: boolean, facts: ServerFacts) => Promise<T>,
  ): Promise<T> {
    const schema = naming.of(tenantId);
    const facts = await server.ready();
    // Signed before the transaction: the key's first reading needs a connection of its own, and transactions that
    // wait for one while they hold theirs could wait for each other.
    await server.token(tenantId);
    return server.owner.transaction(async (session) => {
      session.queue(lock(`schema ${schema}`));
      return work(session, await schemaExists(session, schema), facts);
    });
  }

  function placeOf(tenantId: string): ServerPlace {
    const schema = naming.of(tenantId);
    return {
      server,
      tenantId,
      schema,
      shared: false,
      lockName: `schema ${schema}`,
      assertThere: async (session) => {
        if (!(await schemaExists(session, schema))) throw missing(tenantId, schema);
      },
    };
  }

  return {
    model: "schema",
    dialect: "postgresql",
    migrations,
    connections: server,
    schemaVersion: versions.latest,
    pending: versions.pending,
    isBehind: versions.isBehind,
    accepts: naming.accepts,
    connectionInfo: (tenantId) => ({ schemaName: naming.of(tenantId), supportsRelationJoins: true }),

    async provision(tenantId, { migrations: names } = {}) {
      const chosen = names === undefined ? migrations : chosenMigrations(migrations, names);
      return alone(tenantId, async (session, exists, facts) => {
        if (exists && names !== undefined) throw placeTaken(`schema ${naming.of(tenantId)}`);
        // One that is there may be older than this code: its making began before an upgrade.
        if (exists) await catchUp(session, tenantId, facts);
        else await fill(session, tenantId, facts, chosen);
        return { created: !exists };
      });
    },

    async exists(tenantId) {
      const schema = naming.of(tenantId);
      return server.owner.transaction((session) => schemaExists(session, schema));
    },

    async open(tenantId, { readOnly, claim }) {
      const schema = naming.of(tenantId);
      await server.ready();
      const binding = server.bind({
        tenantId,
        schema,
        readOnly,
        claim,
        guarded: options.unguarded !== true,
      });
      const text = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1";
      const { rows } = await server.ask(binding, text, [schema]);
      if (rows.length === 0) throw missing(tenantId, schema);
      return createTenantAdapter(binding, { schemaName: schema, supportsRelationJoins: true });
    },

    async migrate(tenantId) {
      return alone(tenantId, async (session, exists, facts) => {
        if (!exists) throw missing(tenantId, naming.of(tenantId));
        return { applied: await catchUp(session, tenantId, facts) };
      });
    },

    snapshot: async (tenantId) => snapshotOfPlace(placeOf(tenantId)),

    load: async (tenantId, loading) => loaderOfPlace(placeOf(tenantId), loading),

    fence: async (tenantId) => server.fence(tenantId, naming.of(tenantId)),
    unfence: async (tenantId) => server.unfence(tenantId, naming.of(tenantId)),
    isFenced: async (tenantId) => server.isFenced(assertTenantId(tenantId), naming.of(tenantId)),
    cutOff: (processId) => server.cutOff(processId),

    async destroy(tenantId) {
      await alone(tenantId, async (session) => {
        session.queue({ text: `DROP SCHEMA IF EXISTS ${quoteName(naming.of(tenantId))} CASCADE` });
        session.queue(noFence(tenantId, naming.of(tenantId)), noStrayCounts(tenantId));
      });
      server.forget(assertTenantId(tenantId));
    },

    vacuumsAlone: false,
    vacuum: (tenantId) => vacuumSchema(server, naming.of(tenantId)),
    size: async (tenantId) => sizeOfSchema(server, naming.of(tenantId)),

    async residue(tenantId) {
      await server.ready();
      return server.owner.transaction((session) =>
        residueOfSchema(session, assertTenantId(tenantId), naming.of(tenantId)),
      );
    },

    // A schema is made in one transaction, so a killed process leaves nothing behind.
    sweep: async () => 0,

    schemaHash: async (tenantId) =>
      server.owner.transaction(async (session) => {
        const schema = naming.of(tenantId);
        if (!(await schemaExists(session, schema))) throw missing(tenantId, schema);
        return schemaHashOf(session, schema, tenantId);
      }),

    inspect: () => inspectPostgres(server, { own: schemas }),

    close: () => server.close(),
  };
}

function missing(tenantId: string, schema: string): TenancyError {
  return new TenancyError(
    "datasource_missing",
    `Tenant ${tenantId} has no schema ${schema}. Restore it from a backup, or provision the tenant anew.`,
  );
}

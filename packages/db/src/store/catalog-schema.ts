import { createSchemaDatasource, type Datasource, type PostgresServer, singleSchema } from "@acre/tenancy";
import { PrismaClient } from "../generated/catalog-postgresql/client";
import { migrationsOf } from "../migrations";
import { assertSameCatalog, type CatalogDb, type CatalogSchema, type OpenCatalog } from "./catalog";
import { transactionOptions } from "./transaction-options";

// The catalog is no tenant, but stands behind the same fence as one: a tenant's raw SQL that names its schema finds
// no row, because no tenant's context is signed for this id.
const catalogId = "00000000-0000-0000-0000-000000000001";
const catalogSchema = "acre_catalog";

/** The catalog's place on a server, as the datasource it is to the engine: with it, inspection looks at it too. */
export function catalogDatasource(server: PostgresServer): Datasource {
  return createSchemaDatasource({
    server,
    migrations: migrationsOf("catalog", "postgresql"),
    schemaName: singleSchema(catalogSchema, catalogId),
  });
}

/**
 * Opens the catalog in a schema of a PostgreSQL database, which is made or migrated first.
 * @throws TenancyError as provisioning and migrating a schema do
 */
export async function openCatalogSchema(
  server: PostgresServer,
  schema: CatalogSchema = "migrate",
): Promise<OpenCatalog> {
  const datasource = catalogDatasource(server);
  const { created, applied } = await settled(server, datasource, schema);
  const client = new PrismaClient({
    transactionOptions,
    adapter: {
      provider: "postgres",
      adapterName: "@acre/db/catalog",
      connect: () => datasource.open(catalogId, { readOnly: false }),
    },
  });
  return {
    // Both clients are made from the same models; SQLite's types are the smaller set, so whatever they allow works here.
    catalog: client as unknown as CatalogDb,
    applied: created ? migrationsOf("catalog", "postgresql").map(({ name }) => name) : applied,
    // The server keeps its own, and no rows that a dump would show.
    emptyLog: async () => {},
    async close() {
      try {
        await client.$disconnect();
      } finally {
        await datasource.close?.();
      }
    },
  };
}

interface Settled {
  created: boolean;
  applied: string[];
}

async function settled(
  server: PostgresServer,
  datasource: Datasource,
  schema: CatalogSchema,
): Promise<Settled> {
  try {
    return schema === "migrate" ? await brought(datasource) : await found(server);
  } catch (error) {
    // That failure is the one to report.
    await datasource.close?.().catch(() => {});
    throw error;
  }
}

/** Makes the catalog, or brings it up to date. */
async function brought(datasource: Datasource): Promise<Settled> {
  const { created } = await datasource.provision(catalogId);
  const { applied } = await datasource.migrate(catalogId);
  return { created, applied };
}

/** Refuses the catalog unless it is of this code's version. */
async function found(server: PostgresServer): Promise<Settled> {
  const { rows } = await server.owner.query(
    `SELECT migration_name FROM "${catalogSchema}"."_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  assertSameCatalog(
    rows.map(([name]) => String(name)),
    migrationsOf("catalog", "postgresql"),
  );
  return { created: false, applied: [] };
}

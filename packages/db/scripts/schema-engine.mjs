// Prisma's schema engine, as WebAssembly in this process: it writes migrations and judges histories without a download.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

const filters = { externalTables: [], externalEnums: [] };

/**
 * Starts an engine over a Prisma driver-adapter factory.
 * @param {import("@prisma/driver-adapter-utils").SqlMigrationAwareDriverAdapterFactory} adapterFactory
 * @param {[string, string][]} datamodels schema files as [name, text]
 */
export async function startSchemaEngine(adapterFactory, datamodels) {
  await instantiate();
  return bindings.SchemaEngine.new(
    { datamodels },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterFactory),
  );
}

/**
 * The SQL that turns the database described by `from` (null: an empty one) into the one described by `to`.
 * Changes no database; the engine only asks the one behind the adapter for its version.
 * @param {import("@prisma/driver-adapter-utils").SqlMigrationAwareDriverAdapterFactory} adapterFactory
 * @param {[string, string][] | null} from
 * @param {[string, string][]} to
 * @returns {Promise<string>} empty when the two are alike
 */
export async function diffSchemas(adapterFactory, from, to) {
  const schemaEngine = await startSchemaEngine(adapterFactory, to);
  const target = (files) => ({
    tag: "schemaDatamodel",
    files: files.map(([path, content]) => ({ path, content })),
  });
  const { stdout } = await schemaEngine.diff({
    from: from ? target(from) : { tag: "empty" },
    to: target(to),
    script: true,
    exitCode: null,
    filters,
  });
  schemaEngine.free();
  const sql = stdout ?? "";
  return /^-- This is an empty migration\.\s*$/.test(sql.trim()) ? "" : sql;
}

/**
 * What Prisma's engine says of a database's history and of its shape.
 * @param {import("@prisma/driver-adapter-utils").SqlMigrationAwareDriverAdapterFactory} adapterFactory the database
 * @param {[string, string][]} datamodels the schema it should have
 * @param {{name: string, sql: string}[]} migrations the history it should have
 */
export async function judgeDatabase(adapterFactory, datamodels, migrations, engine) {
  const schemaEngine = await startSchemaEngine(adapterFactory, datamodels);
  const history = await schemaEngine.diagnoseMigrationHistory({
    migrationsList: {
      baseDir: "",
      lockfile: { path: "migration_lock.toml", content: `provider = "${engine}"\n` },
      shadowDbInitScript: "",
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
      })),
    },
    optInToShadowDatabase: false,
    filters,
  });
  const introspected = await schemaEngine.introspect({
    schema: { files: datamodels.map(([path, content]) => ({ path, content })) },
    baseDirectoryPath: "",
    force: true,
    compositeTypeDepth: -1,
    namespaces: null,
  });
  schemaEngine.free();
  const drift = await diffSchemas(
    adapterFactory,
    introspected.schema.files.map(({ path, content }) => [path, content]),
    datamodels,
  );
  return { history, drift };
}

let instantiated;
function instantiate() {
  instantiated ??= (async () => {
    const require = createRequire(import.meta.url);
    const folder = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const bytes = readFileSync(folder.replace(/\.js$/, ".wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
    bindings.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
  })();
  return instantiated;
}

// Prisma's schema engine, as WebAssembly in this process, to judge what this engine made of a database.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

const filters = { externalTables: [], externalEnums: [] };

/** What Prisma says of a database's history of migrations, and the SQL that it would take to match the datamodel. */
export async function judge(adapterFactory, datamodel, migrations) {
  await instantiate();
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [["schema.prisma", datamodel]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterFactory),
  );
  try {
    const history = await engine.diagnoseMigrationHistory({
      migrationsList: {
        baseDir: "",
        lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
        shadowDbInitScript: "",
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
        })),
      },
      optInToShadowDatabase: false,
      filters,
    });
    const files = [{ path: "schema.prisma", content: datamodel }];
    const { schema } = await engine.introspect({
      schema: { files },
      baseDirectoryPath: "",
      force: true,
      compositeTypeDepth: -1,
      namespaces: null,
    });
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatamodel", files: schema.files },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters,
    });
    return { history, difference: stdout ?? "" };
  } finally {
    engine.free();
  }
}

let instantiated;
function instantiate() {
  instantiated ??= (async () => {
    const file = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const bytes = readFileSync(file.replace(/\.js$/, ".wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
    bindings.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
  })();
  return instantiated;
}

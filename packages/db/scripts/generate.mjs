// Generates the four Prisma clients: catalog and tenant, on SQLite and on PostgreSQL. Needs no download.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { clientDir, databases, engines, packageRoot, readMigrations, writeSchemaDir } from "./engines.mjs";

const prismaCli = join(
  createRequire(import.meta.url).resolve("prisma/package.json"),
  "..",
  "build",
  "index.js",
);

for (const database of databases) {
  for (const engine of engines) {
    const schemaDir = writeSchemaDir(database, engine);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [prismaCli, "generate", "--schema", schemaDir, "--no-hints"],
      {
        cwd: packageRoot,
        encoding: "utf8",
        env: {
          ...process.env,
          // `prisma generate` would download the schema engine, which it does not use. Any executable stops that.
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          CHECKPOINT_DISABLE: "1",
          PRISMA_HIDE_UPDATE_MESSAGE: "1",
        },
      },
    );
    if (status !== 0) {
      console.error(`prisma generate failed for the ${database} schema on ${engine}:\n${stdout}\n${stderr}`);
      process.exit(1);
    }
    shareCompilers(join(clientDir(database, engine), "internal", "class.ts"));
  }
}

/** Has a generated client share its compiler with others of its kind: see `src/shared-compilers.ts`. */
function shareCompilers(file) {
  const text = readFileSync(file, "utf8");
  const own = /getRuntime: async \(\) => (await import\("[^"]+"\)),/;
  if (!own.test(text)) throw new Error(`${file} makes its query compiler in a way that is not known here.`);
  const shared = text
    .replace(own, "getRuntime: async () => sharingCompilers($1),")
    .replace(/^import \* as runtime/m, 'import { sharingCompilers } from "../../../shared-compilers"\n$&');
  writeFileSync(file, shared);
}

// The migrations travel inside the code, so that a bundle finds them wherever it is put.
const migrations = Object.fromEntries(
  databases.map((database) => [
    database,
    Object.fromEntries(engines.map((engine) => [engine, readMigrations(database, engine)])),
  ]),
);
writeFileSync(
  join(packageRoot, "src", "generated", "migrations.ts"),
  `// Generated from prisma/migrations. Do not edit.
type Files = Record<"sqlite" | "postgresql", { name: string; sql: string; rowSql?: string }[]>;
export const migrationFiles: Record<"catalog" | "tenant", Files> = ${JSON.stringify(migrations, null, 2)};
`,
);
console.log("Generated the catalog and tenant clients for SQLite and PostgreSQL.");

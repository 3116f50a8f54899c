// Generates the four Prisma clients: catalog and tenant, on SQLite and on PostgreSQL. Needs no download.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { databases, engines, packageRoot, readMigrations, writeSchemaDir } from "./engines.mjs";

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
  }
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

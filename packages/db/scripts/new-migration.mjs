// Writes the next migration of the catalog or the tenant database, for both engines, from the Prisma models.
//   node packages/db/scripts/new-migration.mjs <catalog|tenant> <name>
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "@acre/tenancy/testing/postgres";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { databases, engines, migrationsDir, packageRoot, schemaFiles } from "./engines.mjs";
import { diffSchemas } from "./schema-engine.mjs";

const [database, name] = process.argv.slice(2);
if (!databases.includes(database) || !/^[a-z][a-z0-9_]{1,60}$/.test(name ?? "")) {
  console.error("Usage: node packages/db/scripts/new-migration.mjs <catalog|tenant> <name_in_snake_case>");
  process.exit(2);
}

const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const postgres = await startPostgres();
const adapters = {
  sqlite: new PrismaBetterSqlite3({ url: ":memory:" }),
  postgresql: new PrismaPg({ connectionString: postgres.url }),
};
let written = 0;
for (const engine of engines) {
  const to = schemaFiles(database, engine);
  const snapshot = join(packageRoot, "prisma", "snapshots", `${database}-${engine}.prisma`);
  const from = existsSync(snapshot) ? [["schema.prisma", readFileSync(snapshot, "utf8")]] : null;
  const sql = withoutSchema(await diffSchemas(adapters[engine], from, to));
  if (!sql) continue;
  const dir = join(migrationsDir(database, engine), `${stamp}_${name}`);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "migration.sql"), sql);
  writeFileSync(join(migrationsDir(database, engine), "migration_lock.toml"), `provider = "${engine}"\n`);
  mkdirSync(join(snapshot, ".."), { recursive: true });
  writeFileSync(snapshot, withoutLocalPaths(to));
  written += 1;
  console.log(`Wrote ${database}/${engine}/${stamp}_${name}`);
}
await postgres.stop();
if (written === 0) console.log(`The ${database} models match the last migration: nothing to write.`);

function withoutLocalPaths(files) {
  return files.map(([, text]) => text.replace(/^\s*output\s*=.*\n/m, "")).join("\n");
}

/** Tenants live in schemas of their own: a migration names no schema, the runner does. */
function withoutSchema(sql) {
  return sql.replace(/-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n/, "");
}

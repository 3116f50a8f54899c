// Writes the next migration of the catalog or the tenant database, for both engines, from the Prisma models.
//   node packages/db/scripts/new-migration.mjs <catalog|tenant> <name> [--json] [folder]
// The folder is packages/db/prisma unless said. With --json its last line says what was written.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "@acre/tenancy/testing/postgres";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { databases, engines, migrationsDir, prismaDir, schemaFiles } from "./engines.mjs";
import { diffSchemas } from "./schema-engine.mjs";

const json = process.argv.includes("--json");
const [database, name, dir = prismaDir] = process.argv.slice(2).filter((arg) => arg !== "--json");
if (!databases.includes(database) || !/^[a-z][a-z0-9_]{1,60}$/.test(name ?? "")) {
  console.error(
    "Usage: node packages/db/scripts/new-migration.mjs <catalog|tenant> <name_in_snake_case> [--json] [folder]",
  );
  process.exit(2);
}

const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const postgres = await startPostgres();
const adapters = {
  sqlite: new PrismaBetterSqlite3({ url: ":memory:" }),
  postgresql: new PrismaPg({ connectionString: postgres.url }),
};
const written = {};
for (const engine of engines) {
  const to = schemaFiles(database, engine, dir);
  const snapshot = join(dir, "snapshots", `${database}-${engine}.prisma`);
  const from = existsSync(snapshot) ? [["schema.prisma", readFileSync(snapshot, "utf8")]] : null;
  const sql = withoutSchema(await diffSchemas(adapters[engine], from, to));
  if (!sql) continue;
  const folder = join(migrationsDir(database, engine, dir), `${stamp}_${name}`);
  const file = join(folder, "migration.sql");
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, sql);
  writeFileSync(join(folder, "..", "migration_lock.toml"), `provider = "${engine}"\n`);
  mkdirSync(join(snapshot, ".."), { recursive: true });
  writeFileSync(snapshot, withoutLocalPaths(to));
  written[engine] = { file, sql };
  if (!json) console.log(`Wrote ${database}/${engine}/${stamp}_${name}`);
}
await postgres.stop();
const wroteNothing = Object.keys(written).length === 0;
if (json) console.log(JSON.stringify(wroteNothing ? null : { name: `${stamp}_${name}`, engines: written }));
else if (wroteNothing) console.log(`The ${database} models match the last migration: nothing to write.`);

function withoutLocalPaths(files) {
  return files.map(([, text]) => text.replace(/^\s*output\s*=.*\n/m, "")).join("\n");
}

/** Tenants live in schemas of their own: a migration names no schema, the runner does. */
function withoutSchema(sql) {
  return sql.replace(/-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n/, "");
}

// What the scripts of this package share: the two sets of models, the two engines, and where each client goes.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const packageRoot = join(dirname(fileURLToPath(import.meta.url)), "..");
export const databases = ["catalog", "tenant"];
export const engines = ["sqlite", "postgresql"];

/** Where models, their migrations and what these were written from lie. */
export const prismaDir = join(packageRoot, "prisma");

/** Folder that holds the migrations of one database on one engine, in Prisma's own format. */
export function migrationsDir(database, engine, dir = prismaDir) {
  return join(dir, "migrations", database, engine);
}

/** Folder a client is generated into. */
export function clientDir(database, engine) {
  return join(packageRoot, "src", "generated", `${database}-${engine}`);
}

/**
 * The migrations of one database on one engine, oldest first, as {name, sql}, with a rowSql where a `migration.row.sql`
 * says how tables that tenants share are changed, because that cannot be derived.
 */
export function readMigrations(database, engine, dir = migrationsDir(database, engine)) {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({
      name,
      sql: readFileSync(join(dir, name, "migration.sql"), "utf8"),
      ...rowSqlIn(join(dir, name)),
    }));
}

function rowSqlIn(folder) {
  const file = join(folder, "migration.row.sql");
  return existsSync(file) ? { rowSql: readFileSync(file, "utf8") } : {};
}

/** The models of one database, headed by the datasource and generator of one engine, as [name, text] pairs. */
export function schemaFiles(database, engine, dir = prismaDir) {
  const modelsDir = join(dir, database);
  const models = readdirSync(modelsDir)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => [name, readFileSync(join(modelsDir, name), "utf8")]);
  return [["engine.prisma", engineHeader(database, engine)], ...models];
}

/** Writes the schema of one database and engine as a folder and returns its path. */
export function writeSchemaDir(database, engine) {
  const dir = join(packageRoot, "node_modules", ".schemas", `${database}-${engine}`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of schemaFiles(database, engine)) writeFileSync(join(dir, name), text);
  return dir;
}

function engineHeader(database, engine) {
  return `// Written by scripts/engines.mjs: one Prisma schema has one provider, so each engine heads the same models anew.
datasource db {
  provider = "${engine}"
}

generator client {
  provider               = "prisma-client"
  output                 = ${JSON.stringify(clientDir(database, engine))}
  runtime                = "nodejs"
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = ""
}
`;
}

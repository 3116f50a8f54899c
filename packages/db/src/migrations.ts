import { type Migration, migration } from "@acre/tenancy";
import { migrationFiles } from "./generated/migrations";

type Database = keyof typeof migrationFiles;
type Engine = keyof (typeof migrationFiles)["tenant"];

/** The migrations of one database on one engine, oldest first, as they stand in prisma/migrations. */
export function migrationsOf(database: Database, engine: Engine): Migration[] {
  return toMigrations(migrationFiles[database][engine]);
}

/** Migrations from what their folders hold. */
export function toMigrations(files: { name: string; sql: string; rowSql?: string }[]): Migration[] {
  return files.map(({ name, sql, rowSql }) => migration(name, sql, rowSql));
}

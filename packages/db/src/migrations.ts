import { type Migration, migration } from "@acre/tenancy";
import { migrationFiles } from "./generated/migrations";

type Database = keyof typeof migrationFiles;
type Engine = keyof (typeof migrationFiles)["tenant"];

/** The migrations of one database on one engine, oldest first, as they stand in prisma/migrations. */
export function migrationsOf(database: Database, engine: Engine): Migration[] {
  return migrationFiles[database][engine].map(({ name, sql }) => migration(name, sql));
}

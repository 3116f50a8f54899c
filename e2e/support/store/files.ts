import { readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { contentsOf, type Place, type Store } from "./place";

/** The store of an installation that keeps everything in SQLite files. */
export function filesStore(dataDir: string): Store {
  return {
    catalog: (work) => inFile(join(dataDir, "catalog.db"), work),
    tenant: (id, work) => inFile(join(dataDir, "tenants", id.slice(-2), `${id}.db`), work),
    async everything() {
      const names = readdirSync(dataDir, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".db") && name !== "lock.db" && !name.includes("template"))
        .sort();
      const contents = names.map(
        async (name) => [name, await inFile(join(dataDir, name), contentsOf)] as const,
      );
      return Object.fromEntries(await Promise.all(contents));
    },
  };
}

async function inFile<T>(path: string, work: (place: Place) => Promise<T>): Promise<T> {
  const file = new Database(path, { fileMustExist: true });
  try {
    file.pragma("busy_timeout = 5000");
    return await work(placeIn(file));
  } finally {
    file.close();
  }
}

function placeIn(file: Database.Database): Place {
  return {
    own: {},
    async tables() {
      const names = file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck();
      return names.all().map(String);
    },
    async run(text, values) {
      const statement = file.prepare<unknown[], Record<string, unknown>>(text);
      if (statement.reader) return statement.all(...values);
      statement.run(...values);
      return [];
    },
  };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createMasterKey, unwrapKey } from "@acre/tenancy";
import Database from "better-sqlite3";
import { contentsOf, type Place, rowsOf, type Store } from "./place";

/** The store of an installation that keeps everything in SQLite files. */
export function filesStore(dataDir: string): Store {
  const catalog: Store["catalog"] = (work) => inFile(join(dataDir, "catalog.db"), null, work);
  const tenant: Store["tenant"] = async (id, work) => {
    const [row] = await catalog((place) => rowsOf(place, "tenant_keys", { place_id: id }));
    const key = row ? unwrapKey(masterKeyIn(dataDir), id, String(row.wrapped)) : null;
    return inFile(join(dataDir, "tenants", id.slice(-2), `${id}.db`), key, work);
  };
  return {
    catalog,
    tenant,
    async everything() {
      const contents = { catalog: await catalog(contentsOf) };
      const ids = (contents.catalog.tenants ?? []).map(({ id }) => String(id));
      const tenants = ids.map(async (id) => [id, await tenant(id, contentsOf)] as const);
      return { ...contents, ...Object.fromEntries(await Promise.all(tenants)) };
    },
  };
}

async function inFile<T>(path: string, key: Buffer | null, work: (place: Place) => Promise<T>): Promise<T> {
  const file = new Database(path, { fileMustExist: true });
  try {
    if (key !== null) {
      file.pragma("cipher = 'aegis'");
      file.key(Buffer.concat([Buffer.from("raw:"), key]));
    }
    file.pragma("busy_timeout = 5000");
    return await work(placeIn(file));
  } finally {
    file.close();
  }
}

function masterKeyIn(dataDir: string) {
  const secrets: unknown = JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8"));
  if (typeof secrets !== "object" || secrets === null || !("masterKey" in secrets)) {
    throw new Error("secrets.json holds no master key.");
  }
  return createMasterKey(Buffer.from(String(secrets.masterKey), "base64url"));
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

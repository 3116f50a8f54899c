import type { Migration } from "../migrations/migration";
import { duplicateFile } from "./duplicate";
import { removeAbandoned, removeDatabase, tenantPath } from "./files";
import { inspectFiles } from "./inspect";
import { makeFile } from "./make-file";
import { openDatabase } from "./open-database";
import type { SqlitePlaces } from "./places";
import { createTemplate } from "./template";

/** Tenants' files as SQLite writes them. Whoever can read the folder can read the tenants. */
export function createPlainPlaces(dir: string, migrations: readonly Migration[]): SqlitePlaces {
  const template = createTemplate(dir, migrations);
  return {
    open: async (tenantId, { keys: _, ...options } = {}) => openDatabase(tenantPath(dir, tenantId), options),
    make: async (tenantId) => template.copyTo(tenantPath(dir, tenantId)),
    makeOlder: async (tenantId, older) => makeFile(dir, tenantPath(dir, tenantId), older),
    async duplicate(tenantId, toTenantId) {
      const path = tenantPath(dir, tenantId);
      const db = openDatabase(path);
      return duplicateFile({ dir, db, path, target: tenantPath(dir, toTenantId), keys: null });
    },
    remove: async (tenantId) => removeDatabase(tenantPath(dir, tenantId)),
    sweep: async () => removeAbandoned(dir) + template.removeOthers(),
    inspect: () => inspectFiles(dir),
    async close() {},
  };
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../findings";
import { assertTenantId } from "../ids";
import type { TenantKeys } from "../keys/tenant-keys";
import type { Migration } from "../migrations/migration";
import { isPlainDatabase } from "./cipher";
import { duplicateFile } from "./duplicate";
import { namesIn, removeAbandoned, removeDatabase, tenantPath } from "./files";
import { inspectFiles } from "./inspect";
import { makeFile } from "./make-file";
import { openPlace } from "./open-place";
import type { SqlitePlaces } from "./places";
import { rotateFileKey } from "./rotate-key";
import { createStock } from "./stock";
import { createTemplate } from "./template";

export interface SealedPlacesOptions {
  dir: string;
  migrations: readonly Migration[];
  keys: TenantKeys;
  /** How many databases to keep ready for tenants to come. */
  stock: number;
}

/**
 * Tenants' files, each encrypted under a key of its own. Files from before there were keys go on being opened;
 * inspection names them, and `rotateKey` encrypts them.
 */
export function createSealedPlaces({
  dir,
  migrations,
  keys,
  stock: size,
}: SealedPlacesOptions): SqlitePlaces {
  const template = createTemplate(dir, migrations, { sealed: true });
  const stock = createStock({ dir, size, keys, template });

  /** The key for a file that is about to be made. */
  async function keyFor(tenantId: string): Promise<Buffer> {
    const known = await keys.get(tenantId);
    // Its encryption was begun, and then the plain file went away.
    if (known !== null && known.current === null) await keys.remove(tenantId);
    return known?.current ?? keys.create(tenantId);
  }

  return {
    open: async (tenantId, { keys: read, ...options } = {}) =>
      openPlace(tenantPath(dir, tenantId), tenantId, keys, options, read),

    async reserve(tenantId, within) {
      if (existsSync(tenantPath(dir, tenantId))) return;
      if (!(await stock.reserve(tenantId, within))) await within.create(tenantId);
    },

    async make(tenantId) {
      const path = tenantPath(dir, tenantId);
      if (existsSync(path)) return false;
      // Not for one that has a key of another: it was begun before, and its file belongs under that.
      if (await stock.claim(tenantId, path)) return true;
      return template.copyTo(path, await keyFor(tenantId));
    },

    async makeOlder(tenantId, older) {
      const path = tenantPath(dir, tenantId);
      if (existsSync(path)) return false;
      return makeFile(dir, path, older, await keyFor(tenantId));
    },

    async duplicate(tenantId, toTenantId) {
      const path = tenantPath(dir, tenantId);
      const db = await openPlace(path, tenantId, keys);
      // Opening says so when the next key has become the current one. Between the two nobody changes it: the file is open.
      const from = (await keys.get(tenantId))?.current ?? null;
      const to = await keyFor(toTenantId);
      return duplicateFile({ dir, db, path, target: tenantPath(dir, toTenantId), keys: { from, to } });
    },

    // The key first: from then on what is left of the file is noise.
    async remove(tenantId) {
      const path = tenantPath(dir, tenantId);
      await keys.remove(tenantId);
      await removeDatabase(path);
    },

    sweep: async () => removeAbandoned(dir) + template.removeOthers() + (await stock.sweep()),
    inspect: async () => [...(await inspectFiles(dir)), ...plainFiles(dir)],

    async rotateKey(tenantId) {
      const placeId = assertTenantId(tenantId);
      await rotateFileKey({ dir, path: tenantPath(dir, placeId), placeId, keys });
    },

    close: () => stock.close(),
  };
}

/** The tenants whose files are plain. */
function plainTenants(dir: string): string[] {
  return namesIn(dir)
    .filter((folder) => /^[0-9a-f]{2}$/.test(folder))
    .flatMap((folder) => namesIn(join(dir, folder)))
    .filter((name) => /^[0-9a-f-]{36}\.db$/.test(name))
    .map((name) => name.slice(0, -".db".length))
    .filter((id) => isPlainDatabase(tenantPath(dir, id)));
}

function plainFiles(dir: string): Finding[] {
  return plainTenants(dir).map((id) => ({
    severity: "warning",
    code: "not_encrypted",
    object: tenantPath(dir, id),
    problem: "It is not encrypted: it was made before tenants had keys, or without them",
    fix: `acre tenant rotate-key ${id}`,
  }));
}

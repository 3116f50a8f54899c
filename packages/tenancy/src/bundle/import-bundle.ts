import type { Datasource } from "../datasource";
import { TenancyError } from "../errors";
import { pendingMigrations } from "../migrations/pending";
import { assertSameTables, copyTenant } from "./copy-tenant";
import type { BundleHead, BundleManifest } from "./manifest";
import { type ReadBundleOptions, readBundle } from "./read-bundle";
import type { TenantLoader } from "./snapshot";

/**
 * Puts a bundle's data under `tenantId` into a place that is not there yet, or is there and empty. One of an older
 * version is brought forward on the way. All or nothing: what goes wrong leaves an empty place empty and none where
 * there was none. Nobody else may use the place meanwhile.
 *
 * Throws what `verifyBundle` throws, `migration_ahead` for a bundle of newer code, `migration_changed` for one of
 * another history, `bundle_mismatch`, `value_unportable`, `load_refused`, `place_not_empty`, and `datasource_exists`
 * for an older bundle and a place that cannot hold an older version for it.
 */
export async function importBundle(
  stream: AsyncIterable<unknown>,
  datasource: Datasource,
  tenantId: string,
  options: ReadBundleOptions = {},
): Promise<BundleManifest> {
  const existed = await datasource.exists(tenantId);
  const importing: Importing = { way: null, loader: null };
  try {
    const manifest = await readBundle(stream, options, {
      async head(head) {
        importing.way = chooseWay(head, datasource, existed);
        const { place, names } = importing.way;
        // Left behind by an attempt that was killed.
        if (place !== datasource) await place.destroy(tenantId);
        await place.provision(tenantId, names === null ? {} : { migrations: names });
        importing.loader = await place.load(tenantId);
        assertSameTables(head.tables, importing.loader.tables);
      },
      table: async ({ name, counters }) => importing.loader?.begin(name, counters),
      rows: async (rows) => importing.loader?.write(rows),
    });
    await finish(importing, datasource, tenantId);
    return manifest;
  } catch (error) {
    await importing.loader?.abort();
    if (!existed) await datasource.destroy(tenantId);
    throw error;
  } finally {
    const place = importing.way?.place ?? datasource;
    if (place !== datasource) await place.destroy(tenantId);
  }
}

interface Importing {
  way: Way | null;
  loader: TenantLoader | null;
}

/** Where the rows go first. */
interface Way {
  place: Datasource;
  /** The migrations that the place is made with, or null for all. */
  names: string[] | null;
}

function chooseWay(head: BundleHead, datasource: Datasource, existed: boolean): Way {
  const history = new Map(head.migrations.map(({ name, checksum }) => [name, checksum]));
  const known = datasource.migrations.map(({ name, checksum }) => {
    // The same step is another file in another dialect.
    const own = head.dialect === datasource.dialect ? checksum : (history.get(name) ?? checksum);
    return { name, checksum: own, sql: "" };
  });
  const label = `The bundle of ${head.tenant.slug} made at ${head.createdAt}`;
  if (pendingMigrations(history, known, label).length === 0) return { place: datasource, names: null };
  const names = head.migrations.map(({ name }) => name);
  const staging = datasource.staging?.();
  if (staging !== undefined) return { place: staging, names };
  if (!existed) return { place: datasource, names };
  throw new TenancyError(
    "datasource_exists",
    `${label} is of version ${head.schemaVersion}, older than the place that is there already. Put it into a place of its own.`,
  );
}

async function finish({ way, loader }: Importing, datasource: Datasource, tenantId: string): Promise<void> {
  await loader?.commit();
  if (way === null || way.names === null) return;
  await way.place.migrate(tenantId);
  if (way.place === datasource) return;
  await datasource.provision(tenantId);
  const snapshot = await way.place.snapshot(tenantId);
  try {
    const target = await datasource.load(tenantId);
    try {
      await copyTenant(snapshot, target);
      await target.commit();
    } finally {
      await target.abort();
    }
  } finally {
    await snapshot.close();
  }
}

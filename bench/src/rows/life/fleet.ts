import { join } from "node:path";
import { deployMigrations } from "@acre/core/platform";
import { type CandidateMigration, withCandidates } from "@acre/db/platform";
import { newTenantId, openDatabase } from "@acre/tenancy";
import Database from "better-sqlite3";
import { type Comparison, wallClock } from "../../comparison";
import type { Ground } from "../../ground";

const registered = 10_000;
const files = 1_000;

/** Schema changes over a fleet: one that has nothing to do, and one that adds a column to every file. */
export async function fleet(ground: Ground): Promise<Comparison[]> {
  return [await addedColumn(ground), await nothingToDo(ground)];
}

async function addedColumn(ground: Ground): Promise<Comparison> {
  const { platform } = ground;
  const { tenancy, ledger, history, openTenancy } = platform;
  const own: string[] = [];
  const raw: { path: string; key: Buffer }[] = [];
  for (let n = 0; n < files; n++) {
    own.push((await tenancy.tenants.create({ slug: `fleet_${ground.next()}` })).id);
    const { id } = await tenancy.tenants.create({ slug: `raw_${ground.next()}` });
    raw.push({ path: ground.fileOf(id), key: await ground.keyOf(id) });
    // The raw loop has its files to itself.
    await platform.catalog.tenant.update({ where: { id }, data: { status: "deleting" } });
  }
  await tenancy.closeAll();
  const columns: CandidateMigration[] = [];
  let added = 0;
  return {
    id: "fleet",
    work: `a column added to ${files.toLocaleString("en")} tenants' files`,
    ours: {
      name: "migrate deploy",
      most: 3,
      async run(times) {
        let took = 0;
        for (let i = 0; i < times; i++) {
          const name = `29990101${String(columns.length).padStart(6, "0")}_column`;
          const sql = `ALTER TABLE projects ADD COLUMN more_${columns.length} INTEGER`;
          columns.push({ name, sqlite: sql, postgresql: sql });
          const newer = await openTenancy(withCandidates(history, columns));
          const begun = wallClock();
          const outcome = await newer.migrations.runs(ledger).deploy();
          took += wallClock() - begun;
          await newer.close();
          if (outcome?.status !== "completed") throw new Error("The fleet was not migrated.");
        }
        return took;
      },
    },
    others: [
      {
        name: "raw driver: open, alter, close",
        aim: 2,
        most: 3,
        async run(times) {
          const begun = wallClock();
          for (let i = 0; i < times; i++) {
            added += 1;
            for (const { path, key } of raw) {
              const db = openDatabase(path, { key });
              db.exec(`ALTER TABLE projects ADD COLUMN more_${added} INTEGER`);
              db.close();
            }
          }
          return wallClock() - begun;
        },
      },
    ],
  };
}

async function nothingToDo(ground: Ground): Promise<Comparison> {
  const { platform } = ground;
  const operator = { platform, actor: "bench" };
  const place = await platform.tenancy.placeNewTenant();
  const { id } = await platform.tenancy.tenants.create({ slug: `fleet_${ground.next()}` });
  const { schemaVersion } = await platform.catalog.tenant.findUniqueOrThrow({ where: { id } });
  const tenants = Array.from({ length: registered }, () => ({
    id: newTenantId(),
    slug: `registered_${ground.next()}`,
    status: "active",
    schemaVersion,
    ...place,
  }));
  // Registered only: were one of them opened, its missing file would be noticed.
  let registering: Promise<unknown> | null = null;
  const ready = () => {
    registering ??= (async () => {
      await platform.catalog.tenant.updateMany({ data: { status: "deleting" } });
      for (let at = 0; at < registered; at += 500)
        await platform.catalog.tenant.createMany({ data: tenants.slice(at, at + 500) });
    })();
    return registering;
  };
  const catalog = new Database(join(ground.dir, "data/catalog.db"), { readonly: true });
  return {
    id: "fleet-current",
    work: `a deployment over ${registered.toLocaleString("en")} tenants that are up to date`,
    ours: {
      name: "migrate deploy",
      aimMs: 1000,
      async run(times) {
        await ready();
        const begun = wallClock();
        for (let i = 0; i < times; i++)
          if ((await deployMigrations(operator)) !== null) throw new Error("Some tenant was not up to date.");
        return wallClock() - begun;
      },
    },
    others: [
      {
        name: "raw driver: count those that are not",
        async run(times) {
          await ready();
          const statement = catalog.prepare(
            "SELECT count(*) FROM tenants WHERE status NOT IN ('provisioning', 'deleting') AND schema_version <> ?",
          );
          const begun = wallClock();
          for (let i = 0; i < times; i++) statement.get(schemaVersion);
          return wallClock() - begun;
        },
      },
    ],
    async close() {
      catalog.close();
    },
  };
}

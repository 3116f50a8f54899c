import { linkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsOf } from "@acre/db/platform";
import { createSqliteDatasource, newTenantId, openDatabase } from "@acre/tenancy";
import { type Comparison, type Contender, wallClock } from "../../comparison";
import { syncFile } from "../../copy-synced";
import type { Ground } from "../../ground";
import { stockOf } from "../../ready-stock";

const stock = 32;
const most = 16;

/** A tenant's encrypted file, taken from those that lie ready. */
export async function claim(ground: Ground): Promise<Comparison[]> {
  const dir = ground.newFolder("claimed");
  const { keys } = ground;
  const datasource = createSqliteDatasource({
    dir,
    migrations: migrationsOf("tenant", "sqlite"),
    keys,
    stock,
  });
  ground.closing(() => datasource.close?.());
  await datasource.provision(newTenantId());

  return [
    {
      id: "claim",
      work: "tenant's file claimed from stock",
      ours: {
        name: "provision, flush",
        aimMs: 1,
        most,
        async run(times) {
          await stockOf(dir, stock);
          const begun = wallClock();
          for (let i = 0; i < times; i++) {
            const id = newTenantId();
            await datasource.provision(id);
            await datasource.flush?.(id);
          }
          return wallClock() - begun;
        },
      },
      others: [rawClaim(ground)],
    },
  ];
}

/** What has to reach the disk at the least: whose key it is, and the file's name. */
function rawClaim(ground: Ground): Contender {
  const folder = ground.newFolder("raw claims");
  const catalog = openDatabase(join(folder, "catalog.db"), { create: true, commitsOutlive: "power" });
  ground.closing(() => catalog.close());
  catalog.exec("CREATE TABLE keys (place TEXT PRIMARY KEY, key TEXT NOT NULL)");
  const insert = catalog.prepare("INSERT INTO keys VALUES (?, ?)");
  const reassign = catalog.prepare("UPDATE keys SET place = ?, key = ? WHERE place = ?");

  return {
    name: "key's row changed, file linked, both synced",
    most,
    async run(times) {
      const ready = Array.from({ length: times }, () => newTenantId());
      for (const id of ready) {
        insert.run(id, "a key of the stock");
        writeFileSync(join(folder, `${id}.stock`), "a database of the stock");
      }
      const begun = wallClock();
      for (const id of ready) {
        const tenantId = newTenantId();
        reassign.run(tenantId, "the same key", id);
        linkSync(join(folder, `${id}.stock`), join(folder, `${tenantId}.db`));
        syncFile(folder, "r");
      }
      return wallClock() - begun;
    },
  };
}

// In a process of its own, so that its heap can be bounded: makes a large tenant, and takes it through a bundle.
// Arguments: the folder, megabytes, the model, and for PostgreSQL the owner's and the app's URL.
import { createReadStream, createWriteStream, statSync } from "node:fs";
import { join } from "node:path";
import { exportTenant, importBundle, verifyBundle } from "../../src/bundle/index";
import type { Datasource } from "../../src/datasource";
import { newTenantId } from "../../src/ids";
import { createRowDatasource } from "../../src/postgres/row-datasource";
import { createSchemaDatasource } from "../../src/postgres/schema-datasource";
import { createPostgresServer } from "../../src/postgres/server";
import { createSqliteDatasource } from "../../src/sqlite/datasource";
import { postgresVersions, sqliteVersions } from "./schema";

const [dir = "", size = "", model = "", ownerUrl = "", appUrl = ""] = process.argv.slice(2);

function datasourceOf(): Datasource {
  if (model === "database") return createSqliteDatasource({ dir, migrations: sqliteVersions });
  const settings = { server: createPostgresServer({ ownerUrl, appUrl }), migrations: postgresVersions };
  return model === "schema" ? createSchemaDatasource(settings) : createRowDatasource(settings);
}

async function fill(datasource: Datasource, id: string): Promise<void> {
  await datasource.provision(id);
  const loader = await datasource.load(id);
  await loader.begin("values");
  const at = "2024-01-01T00:00:00.000Z";
  const text = "What a task says, in a few words that do not compress to nothing: ";
  const rowsInMegabyte = 2500;
  for (let megabyte = 0; megabyte < Number(size); megabyte++) {
    const rows = Array.from({ length: rowsInMegabyte }, (_, n) => {
      const number = megabyte * rowsInMegabyte + n;
      const id = number.toString(36).padStart(9, "0");
      const filler = Math.random().toString(36).repeat(18).slice(0, 200);
      return [at, number, null, n, `{"n":${n}}`, n % 2 === 0, id, "1.5", 0.25, text + filler];
    });
    await loader.write(rows);
  }
  await loader.commit();
}

/** How fast `work` goes through `bytes`. */
async function timed(name: string, work: () => Promise<number>): Promise<void> {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  const megabytes = (await work()) / 1e6;
  const { user, system } = process.cpuUsage(used);
  const rate = (microseconds: number) => Number((megabytes / (microseconds / 1e6)).toFixed(1));
  // On a busy machine the processor's own time says more than the clock.
  const [perSecond, perCpuSecond] = [rate((performance.now() - begun) * 1000), rate(user + system)];
  console.log(JSON.stringify({ name, megabytes: Math.round(megabytes), perSecond, perCpuSecond }));
}

const file = join(dir, "large.bundle");
const options = { slug: "large", key: Buffer.alloc(32, 3) };
const datasource = datasourceOf();
const [id, copy] = [newTenantId(), newTenantId()];
const sum = (checksums: readonly { bytes: number }[]) =>
  checksums.reduce((total, { bytes }) => total + bytes, 0);
await fill(datasource, id);
let written = "";
await timed("export", async () => {
  const { checksums } = await exportTenant(datasource, id, createWriteStream(file), options);
  written = JSON.stringify(checksums);
  return sum(checksums);
});
await timed("verify", async () => sum((await verifyBundle(createReadStream(file), options)).checksums));
await timed("import", async () => {
  const { checksums } = await importBundle(createReadStream(file), datasource, copy, options);
  if (JSON.stringify(checksums) !== written) throw new Error("The copy is another.");
  return sum(checksums);
});
await datasource.destroy(id);
await datasource.destroy(copy);
await datasource.close?.();
console.log(JSON.stringify({ file: statSync(file).size, peak: process.resourceUsage().maxRSS * 1024 }));

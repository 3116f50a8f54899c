import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { type Comparison, type Contender, looped, wallClock } from "../../comparison";
import { syncFile } from "../../copy-synced";
import { schemaDump } from "../../pg-dump";
import { rawSchemas } from "../../raw-schema";
import { makeSampleTwins } from "../../sample-tenant";
import { type ServerGround, schemaOf } from "../../server-ground";

const tables = ["users", "projects", "tasks"];

/** An encrypted bundle of a tenant on each of PostgreSQL's models; and a new schema made from it. */
export async function serverBackup(ground: ServerGround): Promise<Comparison[]> {
  const { tenants } = ground.platform.tenancy;
  const { inSchema, inRows } = await makeSampleTwins(ground, 10_000);
  const schema = schemaOf(inSchema.id);
  const raw = await ground.connectRaw();
  const dump = await schemaDump(ground, raw, schema);
  const secret = { key: randomBytes(32) };
  const bundle = join(ground.dir, "tenant.bundle");

  async function write(tenantId: string): Promise<void> {
    await tenants.backup(tenantId, createWriteStream(bundle), secret);
    syncFile(bundle);
  }

  await write(inSchema.id);
  const others = [...dump.contenders, rowsRead(ground, raw, schema)];
  return [
    {
      id: "backup-schema",
      work: "backup of a schema of 10,000 tasks",
      ours: { name: "tenants.backup, encrypted", run: looped(() => write(inSchema.id)) },
      others,
      note: dump.note,
    },
    {
      id: "backup-row",
      work: "backup of a tenant's rows, 10,000 tasks",
      ours: { name: "tenants.backup, encrypted", run: looped(() => write(inRows.id)) },
      others,
    },
    {
      id: "restore-schema",
      work: "restore of 10,000 tasks into a new schema",
      ours: {
        name: "tenants.restore",
        most: 2,
        async run(times) {
          let took = 0;
          for (let i = 0; i < times; i++) {
            const begun = wallClock();
            const to = { as: `restored_${ground.next()}`, datasource: "schemas" };
            const restored = await tenants.restore(createReadStream(bundle), { ...to, ...secret });
            took += wallClock() - begun;
            await tenants.delete(restored.tenant.id);
          }
          return took;
        },
      },
      others: [await copiedInServer(ground, raw, schema)],
    },
  ];
}

/** The floor of reading a tenant: all rows by the raw driver, written as lines and synced. */
function rowsRead(ground: ServerGround, client: pg.Client, schema: string): Contender {
  const target = join(ground.dir, "rows.ndjson");
  return {
    name: "rows read by the raw driver, written as JSON, synced",
    run: looped(async () => {
      const lines: string[] = [];
      for (const table of tables) {
        const { rows } = await client.query(`SELECT * FROM "${schema}".${table}`);
        for (const row of rows) lines.push(JSON.stringify(row));
      }
      writeFileSync(target, lines.join("\n"));
      syncFile(target);
    }),
  };
}

/** The floor of filling a schema: made raw, its rows copied inside the server. */
async function copiedInServer(ground: ServerGround, client: pg.Client, from: string): Promise<Contender> {
  const makeSchema = await rawSchemas(ground, client);
  return {
    name: "DDL sent raw, rows copied inside the server",
    most: 2,
    async run(times) {
      let took = 0;
      for (let i = 0; i < times; i++) {
        const begun = wallClock();
        const to = await makeSchema();
        for (const table of tables)
          await client.query(`INSERT INTO "${to}".${table} SELECT * FROM "${from}".${table}`);
        took += wallClock() - begun;
        await client.query(`DROP SCHEMA "${to}" CASCADE`);
      }
      return took;
    },
  };
}

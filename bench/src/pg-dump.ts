import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type pg from "pg";
import { type Contender, looped } from "./comparison";
import { syncFile } from "./copy-synced";
import type { ServerGround } from "./server-ground";

const execute = promisify(execFile);

/** `pg_dump` of one schema as a contender, or a note that says why there is none. */
export interface SchemaDump {
  contenders: Contender[];
  note?: string;
}

/** Looks whether the machine has a `pg_dump` that can read this server. It refuses servers newer than itself. */
export async function schemaDump(
  ground: ServerGround,
  client: pg.Client,
  schema: string,
): Promise<SchemaDump> {
  const { rows } = await client.query<{ server_version_num: string }>("SHOW server_version_num");
  const server = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  const found = spawnSync("pg_dump", ["--version"], { encoding: "utf8" });
  const [, major] = /\(PostgreSQL\) (\d+)/.exec(found.stdout ?? "") ?? [];
  if (major === undefined) return { contenders: [], note: "not beside pg_dump, which is not installed here" };
  if (Number(major) < server) {
    const note = `not beside pg_dump: the one here is of version ${major} and refuses a server of version ${server}`;
    return { contenders: [], note };
  }
  const target = join(ground.dir, "schema.dump");
  const args = ["--dbname", ground.superUrl, "--schema", schema, "--format", "custom", "--file", target];
  const run = looped(async () => {
    await execute("pg_dump", args);
    syncFile(target);
  });
  return { contenders: [{ name: "pg_dump of the schema, synced", run }] };
}

// Adds a column to every file of a large fleet, in turns with the raw driver's loop over as many files, and prints the ratios
// and what this process had in memory at the start, in the middle and at the end. `npm run fleet --workspace bench`; a first
// argument says how many files, 10,000 unless said, and a second one how many rounds, 2 unless said.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { type CandidateMigration, withCandidates } from "@acre/db/platform";
import { openDatabase } from "@acre/tenancy";
import { wallClock } from "./comparison";
import { type Ground, openGround } from "./ground";

const count = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 2);

const ground = await openGround();
try {
  const begun = wallClock();
  const raw = await fill(ground);
  console.log(`${count} files each, made in ${((wallClock() - begun) / 1000).toFixed(0)} s`);
  const columns: CandidateMigration[] = [];
  for (let round = 1; round <= rounds; round++) {
    const sql = `ALTER TABLE projects ADD COLUMN more_${round} INTEGER`;
    columns.push({ name: `29990101${String(round).padStart(6, "0")}_column`, sqlite: sql, postgresql: sql });
    const took: Record<"ours" | "theirs", number> = { ours: 0, theirs: 0 };
    const turns = [
      async () => {
        took.ours = await deploy(ground, columns);
      },
      async () => {
        took.theirs = alterRaw(raw, sql);
      },
    ];
    for (const turn of round % 2 === 1 ? turns : turns.toReversed()) await turn();
    const each = (ms: number) => `${(ms / 1000).toFixed(1)} s, ${(ms / count).toFixed(2)} ms a file`;
    console.log(
      `round ${round}: migrate deploy ${each(took.ours)}; open, alter, close ${each(took.theirs)}; ratio ${(took.ours / took.theirs).toFixed(2)}`,
    );
  }
} finally {
  await ground.close();
}

/** Makes the tenants, and files of the same schema for the raw loop to have to itself. */
async function fill(ground: Ground): Promise<{ path: string; key: Buffer }[]> {
  const { tenancy, catalog } = ground.platform;
  const { id } = await tenancy.tenants.create({ slug: "raw" });
  await catalog.tenant.update({ where: { id }, data: { status: "deleting" } });
  await tenancy.closeAll();
  const key = await ground.keyOf(id);
  const folder = ground.newFolder("raw");
  const raw = Array.from({ length: count }, (_, n) => ({ path: join(folder, `${n}.db`), key }));
  for (const { path } of raw) copyFileSync(ground.fileOf(id), path);
  const atOnce = 8;
  for (let n = 0; n < count; n += atOnce) {
    const slugs = Array.from({ length: Math.min(atOnce, count - n) }, (_, more) => `fleet_${n + more}`);
    await Promise.all(slugs.map((slug) => tenancy.tenants.create({ slug })));
  }
  await tenancy.closeAll();
  return raw;
}

/** Deploys the newest column, and says how long that took. */
async function deploy(
  { platform: { history, ledger, openTenancy } }: Ground,
  columns: CandidateMigration[],
): Promise<number> {
  const newer = await openTenancy(withCandidates(history, columns));
  const memory = [megabytes()];
  const begun = wallClock();
  const outcome = await newer.migrations.runs(ledger).deploy({
    onProgress: ({ done, total }) => {
      if (memory.length === 1 && done >= total / 2) memory.push(megabytes());
    },
  });
  const took = wallClock() - begun;
  memory.push(megabytes());
  await newer.close();
  if (outcome?.status !== "completed") throw new Error("The fleet was not migrated.");
  console.log(`  in memory at the start, in the middle, at the end: ${memory.join(", ")} MB`);
  return took;
}

function alterRaw(files: readonly { path: string; key: Buffer }[], sql: string): number {
  const begun = wallClock();
  for (const { path, key } of files) {
    const db = openDatabase(path, { key });
    db.exec(sql);
    db.close();
  }
  return wallClock() - begun;
}

function megabytes(): number {
  return Math.round(process.memoryUsage().rss / 1e6);
}

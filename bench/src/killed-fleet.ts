// Kills runs of schema changes over a fleet at random statements, and looks after each kill at every tenant: its schema has
// all of the change, or nothing. `npm run kills --workspace bench -- [--isolation database|schema|row] [--tenants 300]
// [--kills 50] [--seed <number>]`. Ends with 1 when something is not as it has to be.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { migrationStatus } from "@acre/core/platform";
import { makeTenants, openAsCommand, upgrade } from "@acre/core/testing/fleet-stage";
import Database from "better-sqlite3";
import pg from "pg";
import { type EmptyDatabase, startDatabaseServer } from "./database-server";

const killed = join(import.meta.dirname, "../../packages/core/src/platform/migrations/killed-run.fixture.ts");
// Of a run over files or schemas each tenant has its part; shared tables are changed in a few statements.
const latest = { database: 300, schema: 300, row: 60 };

interface Wish {
  isolation: keyof typeof latest;
  tenants: number;
  kills: number;
  seed: number;
}

/** Where the fleet stands. */
interface Fleet {
  wish: Wish;
  dir: string;
  variables: Record<string, string>;
  database: EmptyDatabase | null;
  ids: string[];
  random: () => number;
  /** Schema changes begun so far. */
  changes: number;
  /** What all tenants' schemas said before the change that is under way. */
  before: string;
  /** What else was found in the middle of it. */
  during: Set<string>;
}

const wish = readWish();
console.log(
  `${wish.kills} kills over ${wish.tenants} tenants of the model ${wish.isolation}, --seed ${wish.seed}`,
);
const dir = mkdtempSync(join(tmpdir(), "acre-kills-"));
const server = wish.isolation === "database" ? null : await startDatabaseServer();
try {
  console.log(await live(wish, dir, (await server?.newDatabase()) ?? null));
} catch (error) {
  console.error(`Not as it has to be, with --seed ${wish.seed}:`, error);
  process.exitCode = 1;
} finally {
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
}

async function live(wish: Wish, dir: string, database: EmptyDatabase | null): Promise<string> {
  const variables: Record<string, string> =
    database === null
      ? {}
      : {
          DATABASE_URL: database.ownerUrl,
          ACRE_APP_DATABASE_URL: database.appUrl,
          ACRE_ISOLATION: wish.isolation,
        };
  const begun = performance.now();
  const { platform, close } = await openAsCommand(dir, variables);
  const ids = await makeTenants(platform, wish.tenants);
  const [before = "", ...others] = await hashesOf(platform, ids);
  if (others.length > 0) throw new Error("New tenants differ.");
  await close();
  const fleet: Fleet = {
    wish,
    dir,
    variables,
    database,
    ids,
    random: randomOf(wish.seed),
    changes: 0,
    before,
    during: new Set(),
  };
  await beginChange(fleet);
  let runs = 0;
  for (let kills = 0; kills < wish.kills; ) {
    const killAt = 1 + Math.floor(fleet.random() * latest[wish.isolation]);
    const said = await runAndKill({ dir, variables, killAt });
    runs += 1;
    await forgetDead(fleet);
    if (said === "") {
      kills += 1;
      const counts = await lookAtAll(fleet);
      console.log(`kill ${kills}, before statement ${killAt}: ${counts}`);
    } else if (!said.startsWith("starved")) {
      await endChange(fleet);
      await beginChange(fleet);
    }
  }
  while ((await runAndKill({ dir, variables, killAt: 0 })).startsWith("starved")) await forgetDead(fleet);
  await endChange(fleet);
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  return `${wish.kills} kills in ${runs} runs through ${fleet.changes} changes: no tenant was half migrated, and all are alike. ${minutes} min.`;
}

/** Has whatever opens the installation from now on go through one more migration of several statements. */
async function beginChange(fleet: Fleet): Promise<void> {
  const n = ++fleet.changes;
  const { platform, close } = await openAsCommand(fleet.dir, fleet.variables);
  await upgrade(platform, {
    name: `29990101${String(n).padStart(6, "0")}_change`,
    sqlite: [
      `ALTER TABLE "projects" ADD COLUMN "estimate_${n}" INTEGER;`,
      `CREATE TABLE "budgets_${n}" ("id" TEXT NOT NULL, "amount" INTEGER NOT NULL, CONSTRAINT "budgets_${n}_pkey" PRIMARY KEY ("id"));`,
      `CREATE INDEX "budgets_${n}_amount_idx" ON "budgets_${n}"("amount");`,
    ].join("\n"),
  });
  await close();
}

/** Looks at every tenant after a kill: at most two kinds of schema, one of which is the one from before. */
async function lookAtAll(fleet: Fleet): Promise<string> {
  const { platform, close } = await openAsCommand(fleet.dir, fleet.variables);
  try {
    const counts = await countHashes(platform, fleet.ids);
    for (const hash of counts.keys()) if (hash !== fleet.before) fleet.during.add(hash);
    if (fleet.during.size > 1) throw new Error(`${fleet.during.size} kinds of schema beside the one before.`);
    const done = fleet.ids.length - (counts.get(fleet.before) ?? 0);
    return `${done} of ${fleet.ids.length} have all of the change, the others nothing`;
  } finally {
    await close();
  }
}

/** After a run came to its end: everyone is current, open and alike, and as one that is made today. */
async function endChange(fleet: Fleet): Promise<void> {
  const { operator, platform, close } = await openAsCommand(fleet.dir, fleet.variables);
  try {
    const { run, tenants } = await migrationStatus(operator);
    if (run?.status !== "completed" || tenants.behind > 0)
      throw new Error(`The run is ${run?.status}, and ${tenants.behind} tenants are behind.`);
    const notActive = await platform.catalog.tenant.count({ where: { status: { not: "active" } } });
    const closed = await platform.catalog.tenantDrain.count();
    const underWay = await platform.catalog.tenantOperation.count({ where: { running: { not: null } } });
    if (notActive + closed + underWay > 0)
      throw new Error(`${notActive} tenants are not active, ${closed} closed, ${underWay} worked on.`);
    const { id } = await platform.tenancy.tenants.create({ slug: `made_after_${fleet.changes}` });
    fleet.ids.push(id);
    const [after = "", ...others] = await hashesOf(platform, fleet.ids);
    if (others.length > 0) throw new Error(`The fleet has ${others.length + 1} kinds of schema.`);
    if (after === fleet.before) throw new Error("The change changed nothing.");
    for (const hash of fleet.during)
      if (hash !== after) throw new Error("A schema was found that is neither the old nor the new one.");
    fleet.before = after;
    fleet.during.clear();
  } finally {
    await close();
  }
}

type Platform = Awaited<ReturnType<typeof openAsCommand>>["platform"];

async function countHashes({ tenancy }: Platform, ids: string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const id of ids) {
    const hash = await tenancy.migrations.schemaHash(id);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
}

async function hashesOf(platform: Platform, ids: string[]): Promise<string[]> {
  return [...(await countHashes(platform, ids)).keys()];
}

/** As if the lease of the killed process were over by now, which takes seconds. */
async function forgetDead({ dir, database }: Fleet): Promise<void> {
  if (database === null) {
    new Database(join(dir, "data/catalog.db")).exec("DELETE FROM server_processes").close();
    return;
  }
  const client = new pg.Client({ connectionString: database.superUrl });
  await client.connect();
  await client.query("DELETE FROM acre_catalog.server_processes");
  await client.end();
}

/** What the process said: nothing when it was killed. */
async function runAndKill(job: object): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", killed, JSON.stringify(job)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (signal !== "SIGKILL" && code !== 0) throw new Error(`The run ended with ${code ?? signal}.`);
  return said;
}

/** Numbers from 0 to 1 that are the same for a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function readWish(): Wish {
  const { values } = parseArgs({
    options: {
      isolation: { type: "string", default: "database" },
      tenants: { type: "string", default: "300" },
      kills: { type: "string", default: "50" },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
    },
  });
  const { isolation } = values;
  if (isolation !== "database" && isolation !== "schema" && isolation !== "row")
    throw new Error("--isolation is database, schema or row.");
  const [tenants = 0, kills = 0, seed = 0] = [values.tenants, values.kills, values.seed].map(Number);
  if (![tenants, kills, seed].every(Number.isInteger)) throw new Error("The numbers have to be whole.");
  return { isolation, tenants, kills, seed };
}

// npm run bench: Acre side by side with the floor and with Prisma alone, as ratios taken on this machine.
import { readArguments, UsageError } from "./arguments";
import type { Comparison } from "./comparison";
import { type DatabaseServer, startDatabaseServer } from "./database-server";
import { type Ground, openGround } from "./ground";
import { type Measured, measure } from "./measure";
import { json, remarks, table } from "./report";
import { rows } from "./rows";
import type { Row } from "./rows/row";
import { openServerGround } from "./server-ground";

// What takes longer is measured in fewer rounds.
const msPerRound = 400;

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { only, rounds, asJson } = readArguments(process.argv.slice(2), Object.keys(rows));
  const chosen = only.flatMap((id) => rows[id] ?? []);
  const server = chosen.some(({ on }) => on === "server") ? await startDatabaseServer() : null;
  const measured: Measured[] = [];
  try {
    for (const row of chosen) measured.push(...(await onFreshGround(row, server, rounds)));
  } finally {
    await server?.stop();
  }
  console.log(
    asJson ? json(measured, rounds) : [table(measured), remarks(measured), legend(rounds)].join("\n\n"),
  );
  return measured.every(({ met, metMs }) => met && metMs) ? 0 : 1;
}

// Everybody starts on ground of their own: a catalog of thousands of tenants would be somebody else's burden.
async function onFreshGround(row: Row, server: DatabaseServer | null, rounds: number): Promise<Measured[]> {
  const { maxOpenTenants } = row;
  if (row.on === "files") {
    const ground = await openGround({ maxOpenTenants });
    return measuredOn(ground, () => row.prepare(ground), rounds);
  }
  if (server === null) throw new Error("There is no server for a row that needs one.");
  const ground = await openServerGround(server, maxOpenTenants);
  return measuredOn(ground, () => row.prepare(ground), rounds);
}

async function measuredOn(
  ground: Ground,
  prepare: () => Promise<Comparison[]>,
  rounds: number,
): Promise<Measured[]> {
  const comparisons: Comparison[] = [];
  try {
    comparisons.push(...(await prepare()));
    const measured: Measured[] = [];
    for (const comparison of comparisons) {
      process.stderr.write(`${comparison.work} …\n`);
      const patienceMs = rounds * msPerRound;
      measured.push(
        ...(await measure(comparison, { rounds, sliceMs: comparison.sliceMs ?? 30, patienceMs })),
      );
    }
    return measured;
  } finally {
    for (const { close } of comparisons) await close?.();
    await ground.close();
  }
}

function legend(rounds: number): string {
  return [
    `Node ${process.version}. Medians of up to ${rounds} rounds in which everybody takes turns; "ratio" is our time over theirs`,
    'within a round, below 1 is faster; "middle half" are its quartiles. Warm reads of files, which wait for nothing, are',
    "in processor time and the rest in time on the wall. Times are of this machine, ratios travel.",
  ].join("\n");
}

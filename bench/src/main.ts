// npm run bench: Acre side by side with the floor and with Prisma alone, as ratios taken on this machine.
import { readArguments, UsageError } from "./arguments";
import type { Comparison } from "./comparison";
import { type Ground, openGround } from "./ground";
import { type Measured, measure } from "./measure";
import { json, table } from "./report";
import { rows } from "./rows";

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { only, rounds, asJson } = readArguments(process.argv.slice(2), Object.keys(rows));
  const measured: Measured[] = [];
  for (const prepare of only.map((id) => rows[id])) {
    if (prepare) measured.push(...(await onFreshGround(prepare, rounds)));
  }
  console.log(asJson ? json(measured, rounds) : `${table(measured)}\n\n${legend(rounds)}`);
  return measured.every(({ met }) => met) ? 0 : 1;
}

// Everybody starts on ground of their own: a catalog of thousands of tenants would be somebody else's burden.
async function onFreshGround(
  prepare: (ground: Ground) => Promise<Comparison>,
  rounds: number,
): Promise<Measured[]> {
  const ground = await openGround(500);
  try {
    const comparison = await prepare(ground);
    process.stderr.write(`${comparison.work} …\n`);
    try {
      return await measure(comparison, { rounds, sliceMs: 30 });
    } finally {
      await comparison.close?.();
    }
  } finally {
    await ground.close();
  }
}

function legend(rounds: number): string {
  return [
    `Node ${process.version}. Medians of ${rounds} rounds in which everybody takes turns; "ratio" is our time over theirs`,
    'within a round, below 1 is faster; "middle half" are its quartiles. Warm reads, which wait for nothing, are in',
    "processor time and the rest in time on the wall. Times are of this machine, ratios travel.",
  ].join("\n");
}

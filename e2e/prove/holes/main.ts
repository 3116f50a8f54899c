// Puts holes into a copy of the application, builds it, and shows that the proof finds each: see docs/proof.md.

import { readBuild } from "../build/read-build";
import { takeSnapshot } from "../build/snapshot";
import { holes } from "./index";
import { putHolesIn } from "./put-in";
import { tryHoles } from "./try-holes";

const [command = "", copy = "", ...texts] = process.argv.slice(2);
const chosen = holes.filter(({ name, hole }) => texts.every((text) => `${name} ${hole}`.includes(text)));

if (command === "put-in") putHolesIn(copy, holes);
else process.exitCode = await attack();

async function attack(): Promise<number> {
  if (chosen.length === 0) throw new Error(`No hole's description holds "${texts.join(" ")}".`);
  const snapshots = [takeSnapshot(copy, { proxy: true }), takeSnapshot(copy, { proxy: false })] as const;
  try {
    const results = await tryHoles(readBuild(snapshots[0].web), snapshots, chosen, (line) =>
      console.log(line),
    );
    const [none, ...tried] = results;
    const found = tried.filter((one) => one.found).length;
    console.log(`\n${table(tried)}\n`);
    if (!none?.found) console.log(`With no hole open the proof found something: ${none?.said}`);
    console.log(`${tried.length} holes, ${found} found, ${tried.length - found} unfound`);
    return results.every((one) => one.found) ? 0 : 1;
  } finally {
    for (const { remove } of snapshots) remove();
  }
}

function table(rows: { hole: string; found: boolean; said: string }[]): string {
  const width = Math.max(...rows.map(({ hole }) => hole.length));
  return rows
    .map(({ hole, found, said }) => `${hole.padEnd(width)} | ${found ? "" : "NOT FOUND: "}${said}`)
    .join("\n");
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leaks as allLeaks } from "../../packages/tenancy/detectors/index.mjs";
import { citusPrograms } from "../../packages/tenancy/testing/citus-programs.mjs";
import { startPostgres } from "../../packages/tenancy/testing/postgres.mjs";
import { turbo } from "./build.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { baseline } from "./detectors/baseline.mjs";
import { copySources } from "./detectors/copy-sources.mjs";
import { detectorOf } from "./detectors/detector.mjs";
import { printTable } from "./detectors/print-table.mjs";
import { tryLeak } from "./detectors/try-leak.mjs";
import { endWithParent } from "./end-with-parent.mjs";
import { main, Refusal } from "./refusal.mjs";

// Each tries leaks in a copy of its own.
const workers = 2;

/**
 * Shows that every leak in `packages/tenancy/detectors` is noticed: the tests that are to notice are green without
 * it and red with it. Ends the process with code 1 when one is not noticed, or cannot be put in any more.
 */
export function proveDetectors() {
  return main(async () => {
    endWithParent();
    const asked = chosen(process.argv.slice(2));
    await ensureDependencies();
    await turbo(["generate", "--output-logs=errors-only"], { quiet: true });

    const missing = ({ program }) => program !== undefined && !isInstalled(program);
    const leaks = asked.filter((leak) => !missing(leak));
    const results = await inCopies(async (copies, postgresUrl) => {
      console.log("Without any leak");
      await baseline(copies[0], leaks.map(detectorOf), postgresUrl);
      console.log(`\n${leaks.length} leaks, each put in by itself`);
      return eachOnce(leaks, copies, async (leak, copy) => {
        const result = await tryLeak(copy, leak, postgresUrl);
        console.log(`${result.caught ? "caught" : "UNCAUGHT"}  ${leak.leak}: ${result.reason}`);
        return result;
      });
    });

    printTable(results);
    for (const { leak, program } of asked.filter(missing))
      console.log(`not tried, as ${program} is not installed: ${leak}`);
    const caught = results.filter((result) => result.caught).length;
    console.log(`\n${results.length} leaks, ${caught} caught, ${results.length - caught} uncaught`);
    process.exitCode = caught === results.length ? 0 : 1;
  });
}

function isInstalled(program) {
  if (program === "citus") return citusPrograms() !== null;
  return spawnSync(program, ["--version"]).status === 0;
}

function chosen(texts) {
  const found = allLeaks.filter(({ leak }) => texts.every((text) => leak.includes(text)));
  if (found.length === 0) throw new Refusal(`No leak's description holds "${texts.join(" ")}".`);
  return found;
}

/** Runs `work` with copies of the sources and a server, all of which are gone afterwards. */
async function inCopies(work) {
  const dir = mkdtempSync(join(tmpdir(), "acre-detectors-"));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  process.once("exit", remove);
  const server = await startPostgres(["-c", "max_connections=200"]);
  try {
    const copies = Array.from({ length: workers }, (_, n) => copySources(join(dir, `copy-${n}`)));
    return await work(copies, server.url);
  } finally {
    await server.stop();
    remove();
    process.off("exit", remove);
  }
}

/** Does `work` once for each item, one at a time in each place; the results in the items' order. */
async function eachOnce(items, places, work) {
  const results = [];
  const waiting = items.entries();
  async function inPlace(place) {
    for (const [index, item] of waiting) results[index] = await work(item, place);
  }
  await Promise.all(places.map(inPlace));
  return results;
}

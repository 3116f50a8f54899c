// Attacks the built application on every isolation model, with its proxy layer and without: see docs/proof.md.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startPostgresForRun } from "../support/postgres-server";
import { root, startServer } from "../support/server";
import { type Arguments, readArguments, UsageError } from "./arguments";
import { readBuild } from "./build/read-build";
import { takeSnapshot } from "./build/snapshot";
import { pageOf } from "./report/page";
import { holds, lastLine, nameOf, reportOf } from "./report/report";
import { tableOf } from "./report/table";
import type { Part } from "./run/part";
import { proveOn } from "./run/prove-on";
import { targetsOf } from "./run/targets";

const timedSamples = 60;

const asked = askedFor(process.argv.slice(2));
const out = asked.out ?? join(root, "prove-report");

const begun = new Date();
const stopPostgres = asked.isolation.some((model) => model !== "database")
  ? await startPostgresForRun()
  : async () => {};
const snapshots = asked.layers.map((proxy) => ({ proxy, ...takeSnapshot(asked.build ?? root, { proxy }) }));
try {
  const build = readBuild(snapshots[0]?.web ?? "");
  const targets = targetsOf(build, (name) => asked.wanted.test(name));
  const parts: Part[] = [];
  for (const model of asked.isolation) {
    for (const { proxy, serverFile } of snapshots) {
      const isolation = model === "database" ? null : model;
      const server = await startServer({}, { file: serverFile, isolation });
      try {
        const part = await proveOn(server, targets, {
          model,
          proxy,
          chosen: (_, index) => index % asked.every === 0,
          allowances: true,
          // The proxy layer is the same for every id.
          samples: proxy ? timedSamples : 0,
          say: (line) => console.log(`${nameOf({ model, proxy })}: ${line}`),
        });
        parts.push(part);
      } finally {
        await server.stop();
      }
    }
  }
  const surface = { routes: build.routes.length, pages: build.pages.length };
  const report = reportOf(parts, targets.unclassified, surface, begun);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "report.json"), JSON.stringify(report, null, 2));
  writeFileSync(join(out, "report.html"), pageOf(report));
  console.log(`\n${tableOf(report)}`);
  console.log(`Written to ${join(out, "report.html")}, in ${report.seconds} s`);
  console.log(lastLine(report));
  process.exitCode = holds(report) ? 0 : 1;
} finally {
  for (const { remove } of snapshots) remove();
  await stopPostgres();
}

function askedFor(args: string[]): Arguments {
  try {
    return readArguments(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

// Attacks the built application on every isolation model, with its proxy layer and without: see docs/proof.md.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgresForRun } from "../support/postgres-server";
import { root, startServer } from "../support/server";
import { readBuild } from "./build/read-build";
import { takeSnapshot } from "./build/snapshot";
import { pageOf } from "./report/page";
import { holds, lastLine, nameOf, reportOf } from "./report/report";
import { tableOf } from "./report/table";
import type { Part } from "./run/part";
import { proveOn } from "./run/prove-on";
import { targetsOf } from "./run/targets";

const models = ["database", "schema", "row"] as const;
const timedSamples = 60;

const { values } = parseArgs({
  options: {
    isolation: { type: "string", multiple: true },
    only: { type: "string" },
    build: { type: "string", default: root },
    out: { type: "string", default: join(root, "prove-report") },
    proxy: { type: "string" },
    every: { type: "string", default: "1" },
  },
});
const asked = values.isolation?.flatMap((list) => list.split(",")) ?? [...models];
const chosen = models.filter((model) => asked.includes(model));
const unknown = asked.filter((name) => !models.some((model) => model === name));
if (unknown.length > 0) {
  console.error(`There is no isolation model ${unknown.join(", ")}: there are ${models.join(", ")}.`);
  process.exit(2);
}
const wanted = new RegExp(values.only ?? ".");
const every = Math.max(1, Number(values.every));
const layers = values.proxy === "on" ? [true] : values.proxy === "off" ? [false] : [true, false];

const begun = new Date();
const stopPostgres = chosen.some((model) => model !== "database")
  ? await startPostgresForRun()
  : async () => {};
const snapshots = layers.map((proxy) => ({ proxy, ...takeSnapshot(values.build, { proxy }) }));
try {
  const build = readBuild(snapshots[0]?.web ?? "");
  const targets = targetsOf(build, (name) => wanted.test(name));
  const parts: Part[] = [];
  for (const model of chosen) {
    for (const { proxy, serverFile } of snapshots) {
      const isolation = model === "database" ? null : model;
      const server = await startServer({}, { file: serverFile, isolation });
      try {
        const part = await proveOn(server, targets, {
          model,
          proxy,
          chosen: (_, index) => index % every === 0,
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
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, "report.json"), JSON.stringify(report, null, 2));
  writeFileSync(join(values.out, "report.html"), pageOf(report));
  console.log(`\n${tableOf(report)}`);
  console.log(`Written to ${join(values.out, "report.html")}, in ${report.seconds} s`);
  console.log(lastLine(report));
  process.exitCode = holds(report) ? 0 : 1;
} finally {
  for (const { remove } of snapshots) remove();
  await stopPostgres();
}

// A process of its own for the tests: begins operations, brings each to the step it is to be killed at, says so, and
// stays there.
import { AsyncLocalStorage } from "node:async_hooks";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { announced, openControlPlane } from "../../test/lifecycle/control-plane";
import { type Ground, openStage } from "../../test/lifecycle/stage";

/** An operation, and the step before which it is to stop, counted from one. */
export interface Job {
  kind: "move" | "copy" | "restore" | "restore as" | "delete";
  id: string;
  /** The datasource, for a move or copy; the new tenant's id is `newId`. */
  to: string;
  newId: string;
  stopAt: number;
}

const [told] = process.argv.slice(2);
if (told === undefined) throw new Error("usage: kill.fixture.ts <{ ground, jobs } as JSON>");
const { ground, jobs }: { ground: Ground; jobs: Job[] } = JSON.parse(told);

const current = new AsyncLocalStorage<(step: string) => Promise<void>>();
const announce = async (step: string) => current.getStore()?.(step);
const { registry, ledger, keys } = openControlPlane(join(ground.dir, "control.json"));
const placeSteps = ["provision", "duplicate", "snapshot", "load", "commit", "fence", "unfence", "destroy"];
const { tenancy } = openStage(ground, {
  registry: announced(registry, "registry", ["insert", "update", "remove"], announce),
  keys,
  coordination: {
    ledger: announced(ledger, "ledger", ["begin", "save", "finish", "requestDrain", "endDrain"], announce),
    kind: "test",
    processId: "killed",
    leaseMs: 120_000,
  },
  wrap: (datasource, name) => announced(datasource, name, placeSteps, announce),
});

async function run({ kind, id, to, newId }: Job): Promise<unknown> {
  const { tenants } = tenancy;
  if (kind === "move") return tenants.move(id, { to }, { keepOld: false });
  if (kind === "copy")
    return tenants.copy(id, { slug: `copy_${newId.slice(-12)}`, id: newId, datasource: to });
  if (kind === "delete") return tenants.delete(id, { archive: async () => {} });
  const key = Buffer.alloc(32, 7);
  const bundle = createReadStream(join(ground.dir, "bundle"));
  if (kind === "restore") return tenants.restore(bundle, { into: id, key });
  return tenants.restore(bundle, { as: `copy_${newId.slice(-12)}`, id: newId, datasource: to, key });
}

for (const [index, job] of jobs.entries()) {
  await new Promise<void>((stopped, failed) => {
    let taken = 0;
    const step = async (what: string) => {
      if (++taken < job.stopAt) return;
      if (taken === job.stopAt) console.log(`${index} stopped before ${what}`);
      stopped();
      await new Promise(() => {});
    };
    current
      .run(step, () => run(job))
      .then(() => {
        console.log(`${index} finished`);
        stopped();
      }, failed);
  });
}
console.log("all are there");
// Something to wait for, until the end comes from outside.
setInterval(() => {}, 60_000);

// A process of its own for the tests: serves an installation's jobs as a server does, with one job that says which
// tenants it was done for. Told to hang, it stays within the first that it gets, until it is killed.
import { bootPlatform, openDataDir, readEnv } from "..";
import type { TenantJob } from "./job";
import { startJobs } from "./start-jobs";

const [dir, hangs] = process.argv.slice(2);
if (!dir) throw new Error("usage: jobs-process.fixture.ts <data folder> [hang]");

const env = readEnv(process.env, dir);
const dataDir = openDataDir(dir, "serve");
const { platform } = await bootPlatform(env, dataDir, {
  localUrl: "http://localhost:3000",
  log: console.error,
});

const job: TenantJob = {
  name: "say",
  about: "says which",
  // Last due on the first of January.
  cron: "0 0 1 1 *",
  scope: "tenant",
  statuses: ["active"],
  async run(_context, { id }) {
    console.log(JSON.stringify({ begun: id }));
    if (hangs) await new Promise(() => {});
    return { said: 1 };
  },
};
await startJobs(platform, { jobs: [job], delayMs: 0, lookMs: 250, restMs: 50, silenceMs: 2500, retryMs: 0 });
console.log(JSON.stringify({ ready: platform.processId }));
// Something to wait for, until the end comes from outside.
setInterval(() => {}, 60_000);

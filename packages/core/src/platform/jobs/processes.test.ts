import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { bootTestPlatform, type TestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { createDatabase } from "../../testing/postgres-server";
import { makeWorkspace } from "../../testing/test-workspace";

const fixture = fileURLToPath(new URL("./jobs-process.fixture.ts", import.meta.url));
// Processes of one installation on PostgreSQL share it.
const masterKey = "0a".repeat(32);

// Three starts of an installation; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

let folder: ReturnType<typeof temporaryFolder>;
let booted: TestPlatform;
let variables: Record<string, string>;
const children: ChildProcess[] = [];
let folders = 0;

beforeEach(async () => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await booted.close();
  folder.remove();
});

async function install(more: Record<string, string>, count: number): Promise<string[]> {
  variables = { ACRE_MASTER_KEY: masterKey, ...more };
  booted = await bootTestPlatform(folder.dir, variables);
  const ids: string[] = [];
  for (let tenant = 0; tenant < count; tenant++)
    ids.push((await makeWorkspace(booted.platform)).owner.tenant.id);
  return ids.toSorted();
}

/** A serving process of the installation, and what it was done for, as it says so. */
function serve(dataDir: string, ...flags: string[]) {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", fixture, dataDir, ...flags], {
    env: { PATH, HOME, ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const begun: string[] = [];
  const lines = createInterface({ input: child.stdout });
  const first = new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => {
      const said: { begun?: string } = JSON.parse(line);
      if (!said.begun) return;
      begun.push(said.begun);
      resolve();
    });
    child.once("exit", () => reject(new Error("The process ended.")));
  });
  first.catch(() => {});
  return { child, begun, first };
}

function newFolder(): string {
  folders += 1;
  return join(folder.dir, `process-${folders}`);
}

/** Waits until that is so, asking the catalog. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const completed = (count: number) => async () =>
  (await booted.platform.catalog.jobRun.count({ where: { status: "completed" } })) === count;

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

it("two processes on PostgreSQL share a job, each tenant's run is one's, and one killed within is gone on with by the other", async () => {
  const { ownerUrl } = await createDatabase();
  const ids = await install({ DATABASE_URL: ownerUrl, ACRE_ISOLATION: "row" }, 6);
  const hanging = serve(newFolder(), "hang");
  await hanging.first;
  const other = serve(newFolder());
  await other.first;
  await killed(hanging.child);
  await until(completed(ids.length + 1));

  const runs = await booted.platform.catalog.jobRun.findMany({ orderBy: { tenantId: "asc" } });
  expect(runs.map(({ tenantId }) => tenantId)).toEqual(["", ...ids]);
  expect(new Set(runs.map(({ period }) => period)).size).toBe(1);
  // What the killed one was within was begun again; everything else was begun once.
  expect(other.begun.toSorted()).toEqual(ids);
  expect(hanging.begun.length).toBeGreaterThan(0);
  const again = runs.filter(({ tenantId }) => hanging.begun.includes(tenantId));
  expect(again.map(({ attempts }) => attempts)).toEqual(hanging.begun.map(() => 2));
  const once = runs.filter(({ tenantId }) => ids.includes(tenantId) && !hanging.begun.includes(tenantId));
  expect(once.map(({ attempts }) => attempts)).toEqual(once.map(() => 1));
});

it("in files, the next start goes on with what a killed process was within", async () => {
  const ids = await install({}, 3);
  await booted.close();
  const dataDir = join(folder.dir, "data");
  const hanging = serve(dataDir, "hang");
  await hanging.first;
  await killed(hanging.child);
  const next = serve(dataDir);
  await next.first;
  // Until the next start nobody may look at the catalog: its folder is the process's.
  while (new Set(next.begun).size < ids.length) await new Promise((resolve) => setTimeout(resolve, 50));
  await killed(next.child);

  booted = await bootTestPlatform(folder.dir, variables);
  expect(next.begun.toSorted()).toEqual(ids);
  const runs = await booted.platform.catalog.jobRun.findMany({ where: { NOT: { tenantId: "" } } });
  expect(runs.map(({ tenantId }) => tenantId).toSorted()).toEqual(ids);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, type TestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { newPerson, password } from "../../testing/people";
import { stepwise } from "../../testing/steps";
import { useTestPlatform } from "../../testing/test-platform";
import { listWorkspaces, logIn, openWorkspace, signUp } from "../index";

const fixture = fileURLToPath(new URL("./killed-sign-ups.fixture.ts", import.meta.url));
const installation = useTestPlatform();

interface Stop {
  person: ReturnType<typeof newPerson>;
  /** Killed before this step, counted from one. */
  stopAt: number;
}

it("a server killed at any step of onboarding leaves no orphan after the next start", async () => {
  const steps = await stepsOfSignUp();
  const { free, inTransaction } = sort(steps);
  // Whoever stops inside of a transaction of the catalog keeps everyone else out of it, so there is one a process,
  // and it comes last. All others wait in the first process, each at a step of its own, when that is killed.
  const begun = steps.indexOf("catalog: begin");
  const sample = [begun + 2, steps.indexOf("catalog: commit") + 1, inTransaction.at(-1) ?? 0];
  const last = process.env.ACRE_TEST_FULL ? inTransaction : sample;
  const batches = last.map((stopAt, index) => [...(index === 0 ? free : []), stopAt]);
  // One more than there are steps: it finishes, so the steps above are all there are.
  batches[0]?.unshift(steps.length + 1);

  for (const batch of batches) {
    const { dir, remove } = temporaryFolder();
    onTestFinished(remove);
    const stops = batch.map((stopAt) => ({ stopAt, person: newPerson(`Killed at ${stopAt}`) }));
    const said = await runAndKill(dir, stops);
    expect(said).toEqual([
      ...stops.map(({ stopAt }) =>
        steps[stopAt - 1] ? `stopped before ${steps[stopAt - 1]}` : `finished killed_at_${stopAt}`,
      ),
      "all are there",
    ]);
    const next = await bootTestPlatform(dir);
    try {
      await expectNoOrphans(next, steps, stops);
    } finally {
      await next.close();
    }
  }
}, 240_000);

async function stepsOfSignUp(): Promise<string[]> {
  const steps: string[] = [];
  const recording = stepwise(installation().platform, async (what) => {
    steps.push(what);
  });
  await signUp(recording, newPerson("Not killed"));
  expect(steps).toContain("tenancy: the file is there");
  expect(steps.filter((step) => step === "catalog: commit").length).toBeGreaterThanOrEqual(2);
  expect(steps).toContain("tenant: commit");
  return steps;
}

/** The steps, counted from one, by whether a transaction of the catalog is open at them. */
function sort(steps: string[]): { free: number[]; inTransaction: number[] } {
  const free: number[] = [];
  const inTransaction: number[] = [];
  let open = false;
  for (const [index, step] of steps.entries()) {
    (open ? inTransaction : free).push(index + 1);
    if (step === "catalog: begin") open = true;
    if (step === "catalog: commit") open = false;
  }
  return { free, inTransaction };
}

/** What the process said until all its sign-ups stood where they were told, at which it was killed. */
async function runAndKill(dir: string, stops: Stop[]): Promise<string[]> {
  const child = spawn(process.execPath, ["--import", "tsx", fixture, dir, JSON.stringify(stops)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const gone = once(child, "exit");
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line === "all are there") child.kill("SIGKILL");
  }
  expect(await gone).toEqual([null, "SIGKILL"]);
  return said;
}

async function expectNoOrphans({ platform, dir, report }: TestPlatform, steps: string[], stops: Stop[]) {
  const { catalog } = platform;
  const tenants = await catalog.tenant.findMany();
  expect(tenants.filter(({ status }) => status !== "active")).toEqual([]);
  expect(await catalog.onboarding.count()).toBe(0);
  expect(report.tenants.failed).toEqual([]);
  expect(filesIn(join(dir, "tenants"))).toEqual(
    tenants.map(({ id }) => join(id.slice(-2), `${id}.db`)).sort(),
  );
  expect(await catalog.account.count()).toBe(tenants.length);

  const committed = steps.indexOf("catalog: commit") + 1;
  // The last step that is told of before the tenant opens, with which the ledger row goes.
  const removed = steps.indexOf("tenancy: the file is filled") + 1;
  const unfinished = stops.filter(({ stopAt }) => stopAt > committed && stopAt <= removed);
  expect(report.finishedSignUps).toBe(unfinished.length);
  for (const { person, stopAt } of stops) {
    const what = `killed before step ${stopAt}, ${steps[stopAt - 1]}`;
    const account = await catalog.account.findUnique({ where: { email: person.email } });
    expect(account !== null, what).toBe(stopAt > committed);
    // Never heard of it: signing up again is all there is to do.
    if (!account) await signUp(platform, person);
    const claim = await logIn(platform, { email: person.email, password });
    const accountId = claim?.accountId ?? "";
    const slug = `killed_at_${stopAt}`;
    expect(await listWorkspaces(platform, accountId), what).toEqual([
      { slug, name: person.companyName, role: "owner" },
    ]);
    const { db } = await openWorkspace(platform, { accountId, slug, requestId: null });
    const found = {
      owners: await db.user.count({ where: { role: "owner", active: true } }),
      users: await db.user.count(),
      settings: await db.companySettings.count(),
      projects: await db.project.count(),
      tasks: await db.task.count(),
    };
    expect(found, what).toEqual({ owners: 1, users: 1, settings: 1, projects: 1, tasks: 3 });
  }
}

/** The databases in the tenants' folder and whatever else lies there; the template and the stock are left out. */
function filesIn(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    // This process is filling its stock meanwhile; what the killed one was making must be gone.
    .filter(
      (path) => !/^\.(?:template|stock)-/.test(path) && !path.startsWith(join(".tmp", `${process.pid}-`)),
    )
    // SQLite's own files beside a database count as that database.
    .map((path) => path.replace(/-(wal|shm)$/, ""));
  return [...new Set(files)].sort();
}

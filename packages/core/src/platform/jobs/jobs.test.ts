import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import type { Platform } from "../platform";
import type { Job, JobContext } from "./job";
import { type RunningJobs, type StartJobsOptions, startJobs } from "./start-jobs";

const installation = useTestPlatform();
const workspaces: TestWorkspace[] = [];
const started: RunningJobs[] = [];
let names = 0;

beforeAll(async () => {
  for (const name of ["One", "Two", "Three"])
    workspaces.push(await makeWorkspace(installation().platform, name));
});
afterEach(async () => {
  for (const jobs of started.splice(0)) await jobs.stop();
  // Whoever closes a tenant would wait for those that never answer.
  await installation().platform.catalog.serverProcess.deleteMany({
    where: { id: { startsWith: "process-" } },
  });
});

const idOf = (index: number) => workspaces[index]?.owner.tenant.id ?? "";
const never = 2 ** 30;

/** Serves jobs that look when they are told to. */
async function serve(jobs: Job[], options: StartJobsOptions = {}, platform = installation().platform) {
  const running = await startJobs(platform, { jobs, delayMs: never, retryMs: 0, silenceMs: 0, ...options });
  started.push(running);
  return running;
}

/** The same installation as another process sees it, which is entered in the ledger, as it is alive, or is not. */
async function otherProcess(alive: boolean): Promise<Platform> {
  const { platform } = installation();
  names += 1;
  const processId = `process-${names}`;
  if (alive) {
    await platform.catalog.serverProcess.create({
      data: { id: processId, kind: "serve", heartbeatAt: new Date() },
    });
  }
  return { ...platform, processId };
}

function tenantJob(run: (tenantId: string, context: JobContext) => Promise<void>): Job {
  names += 1;
  return {
    name: `job-${names}`,
    about: "",
    cron: "0 3 * * *",
    scope: "tenant",
    statuses: ["active"],
    run: async (context, { id }) => {
      await run(id, context);
      return { done: 1 };
    },
  };
}

const at = (time: string) => new Date(`2026-11-21T${time}:00Z`);

async function runsOf(job: Job) {
  const rows = await installation().platform.catalog.jobRun.findMany({
    where: { job: job.name },
    orderBy: [{ period: "asc" }, { tenantId: "asc" }],
  });
  return rows.map(({ period, tenantId, status, attempts }) => ({ period, tenantId, status, attempts }));
}

describe("a job for tenants", () => {
  it("is done once for each in each period, however often it is looked and by whomever", async () => {
    const done: string[] = [];
    const job = tenantJob(async (id) => void done.push(id));
    const here = await serve([job]);
    const there = await serve([job], {}, await otherProcess(true));
    for (const time of ["03:00", "03:01", "15:00"])
      await Promise.all([here.look(at(time)), there.look(at(time))]);
    expect(done.toSorted()).toEqual([idOf(0), idOf(1), idOf(2)].toSorted());
    await here.look(new Date("2026-11-22T03:00:00Z"));
    expect(done).toHaveLength(6);
    const periods = (await runsOf(job)).map(({ period }) => period);
    expect(periods).toEqual([...Array(4).fill("2026-11-21T03:00Z"), ...Array(4).fill("2026-11-22T03:00Z")]);
  });

  it("makes up for the last period that passed while nobody served", async () => {
    const done: string[] = [];
    const job = tenantJob(async (id) => void done.push(id));
    await (await serve([job])).look(at("02:59"));
    expect(done).toHaveLength(3);
    expect((await runsOf(job))[0]?.period).toBe("2026-11-20T03:00Z");
  });

  it("that fails for one is done for the others, says why without content, and is tried three times", async () => {
    const failing = idOf(1);
    const job = tenantJob(async (id) => {
      if (id === failing) throw Object.assign(new Error("a secret title"), { code: "P2002" });
    });
    const jobs = await serve([job]);
    for (let look = 0; look < 5; look++) {
      // Failures are looked for as of now.
      await jobs.look(new Date(Date.now() + look));
    }
    const runs = (await runsOf(job)).filter(({ tenantId }) => tenantId !== "");
    expect(runs.filter(({ status }) => status === "completed")).toHaveLength(2);
    expect(runs.filter(({ status }) => status === "failed")).toMatchObject([
      { tenantId: failing, attempts: 3 },
    ]);
    const row = await installation().platform.catalog.jobRun.findFirst({
      where: { job: job.name, tenantId: failing },
    });
    expect(row?.error).toBe("P2002");
    expect(row?.finishedAt).not.toBeNull();
  });

  it("that was made good at the second try is completed", async () => {
    let tries = 0;
    const job = tenantJob(async (id) => {
      if (id === idOf(0) && ++tries === 1) throw new Error("not now");
    });
    const jobs = await serve([job]);
    await jobs.look();
    await jobs.look(new Date(Date.now() + 1));
    expect((await runsOf(job)).map(({ status }) => status)).toEqual(Array(4).fill("completed"));
  });

  it("passes over tenants that it is not for", async () => {
    const { platform } = installation();
    const job = tenantJob(async () => {});
    await platform.tenancy.tenants.setStatus(idOf(2), "suspended");
    await (await serve([job])).look(at("04:00"));
    await platform.tenancy.tenants.setStatus(idOf(2), "active");
    expect((await runsOf(job)).map(({ tenantId }) => tenantId)).not.toContain(idOf(2));
  });
});

describe("a run whose process is gone", () => {
  const lost = async (job: Job, processId: string, attempts = 1, period = "2026-11-21T03:00Z") => {
    await installation().platform.catalog.jobRun.create({
      data: { job: job.name, tenantId: idOf(0), period, status: "running", processId, attempts },
    });
  };

  it("is taken up by another, and not while that process lives", async () => {
    const done: string[] = [];
    const job = tenantJob(async (id) => void done.push(id));
    const alive = await otherProcess(true);
    await lost(job, alive.processId);
    const jobs = await serve([job], { silenceMs: 60_000 });
    await jobs.look(at("03:05"));
    await jobs.look(at("03:06"));
    expect(done.toSorted()).toEqual([idOf(1), idOf(2)].toSorted());

    await alive.catalog.serverProcess.delete({ where: { id: alive.processId } });
    await jobs.look(at("03:07"));
    expect(done).toHaveLength(3);
    expect((await runsOf(job)).find(({ tenantId }) => tenantId === idOf(0))).toMatchObject({
      status: "completed",
      attempts: 2,
    });
  });

  it("is taken up too when the process is still entered, and silent", async () => {
    const done: string[] = [];
    const job = tenantJob(async (id) => void done.push(id));
    await lost(job, (await otherProcess(true)).processId);
    const jobs = await serve([job], { silenceMs: -1 });
    await jobs.look(at("03:05"));
    expect(done).toHaveLength(2);
    await jobs.look(at("03:06"));
    expect(done).toHaveLength(3);
  });

  it("is given up when it was taken up often: it may be what kills them", async () => {
    const done: string[] = [];
    const job = tenantJob(async (id) => void done.push(id));
    await lost(job, "gone", 5);
    await (await serve([job])).look(at("03:05"));
    expect(done).not.toContain(idOf(0));
    expect((await runsOf(job)).find(({ tenantId }) => tenantId === idOf(0))?.status).toBe("failed");
  });

  it("by hand is left to whoever asked for it", async () => {
    const done: string[] = [];
    const job = tenantJob(async (id) => void done.push(id));
    await lost(job, "gone", 1, "2026-11-21T03:00:00.123Z");
    await (await serve([job])).look(new Date(Date.now() + 11 * 60_000));
    const runs = (await runsOf(job)).filter(({ period }) => period.includes(".123Z"));
    expect(runs).toMatchObject([{ status: "failed", attempts: 1 }]);
  });
});

it("stopping ends long work where it can be taken up, and the next process goes on from there", async () => {
  const done: string[] = [];
  let stuck = true;
  let begun = () => {};
  const hangs = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const job = tenantJob(async (id, { signal }) => {
    if (id === idOf(1) && stuck) {
      begun();
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    }
    done.push(id);
  });
  const ending = await startJobs(await otherProcess(false), { jobs: [job], delayMs: never });
  const looking = ending.look(at("05:00"));
  await hangs;
  await ending.stop();
  await looking;
  expect(done).not.toContain(idOf(1));
  expect((await runsOf(job)).map(({ status }) => status)).toContain("running");
  stuck = false;

  const next = await serve([job]);
  await next.look(at("05:01"));
  expect(done.toSorted()).toEqual([idOf(0), idOf(1), idOf(2)].toSorted());
  expect((await runsOf(job)).map(({ status }) => status)).toEqual(Array(4).fill("completed"));
});

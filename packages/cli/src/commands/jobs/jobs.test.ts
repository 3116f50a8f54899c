import { afterAll, beforeAll, expect, it } from "vitest";
import { temporaryInstallation } from "../../testing/acre";

const { acre, remove } = temporaryInstallation();
const person = ["--email", "ada@acme.com", "--name", "Ada"];

beforeAll(async () => {
  expect((await acre("onboard", "--company", "ACME Corp", ...person)).code).toBe(0);
});
afterAll(remove);

it("does a job for one tenant or for all, and shows the runs", async () => {
  const one = await acre("jobs", "run", "archive-tasks", "--tenant", "acme_corp", "--json");
  expect(one.code).toBe(0);
  expect(JSON.parse(one.stdout)).toMatchObject({
    job: "archive-tasks",
    outcome: { archived: 0 },
    tenants: 1,
    failed: [],
  });
  const counted = await acre("jobs", "run", "count-workspaces");
  expect(counted.stdout).toMatch(/counted: +1\n/);
  const { runs } = JSON.parse((await acre("jobs", "runs", "--json")).stdout);
  expect(runs.map((run: { job: string; status: string }) => [run.job, run.status])).toEqual([
    ["count-workspaces", "completed"],
    ["archive-tasks", "completed"],
  ]);
});

it("lists the jobs, and refuses one that there is not", async () => {
  const list = await acre("jobs", "list");
  expect(list.stdout).toMatch(/^archive-tasks +each tenant +15 1 \* \* \*/m);
  const unknown = await acre("jobs", "run", "brew-coffee", "--json");
  expect(unknown.code).toBe(1);
  expect(JSON.parse(unknown.stderr).error).toMatchObject({ code: "not_found" });
  const backups = await acre("jobs", "run", "back-up-workspaces");
  expect(backups.stderr).toContain("Set ACRE_BACKUP_SCHEDULE");
});

it("keeps scheduled backups when there is a schedule", async () => {
  const schedule = { ACRE_BACKUP_SCHEDULE: "0 3 * * *", ACRE_BACKUP_KEEP_DAILY: "1" };
  for (let night = 0; night < 2; night++)
    expect((await acre.with(schedule, "jobs", "run", "back-up-workspaces")).code).toBe(0);
  const { backups } = JSON.parse((await acre("backup", "list", "--json")).stdout);
  expect(backups.map(({ reason }: { reason: string }) => reason)).toEqual(["scheduled"]);
});

it("shows a tenant's figures as they are now, and all as they were counted unless told to count", async () => {
  const figures = { slug: "acme_corp", users: 1, projects: 1, tasks: 3 };
  expect(JSON.parse((await acre("tenant", "stats", "acme_corp", "--json")).stdout)).toMatchObject(figures);
  const all = JSON.parse((await acre("tenant", "stats", "--refresh", "--json")).stdout);
  expect(all).toMatchObject({ tenants: [figures], total: { tenants: 1, tasks: 3 }, failed: [] });
  const kept = JSON.parse((await acre("tenant", "stats", "--json")).stdout);
  expect(kept).toEqual(all);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { TenantContext } from "../../context";
import { listProjects } from "../../projects/list-projects";
import { bootTestPlatform, type TestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { logIn } from "../accounts/log-in";
import { signUp } from "../onboarding/sign-up";
import type { Platform } from "../platform";
import { listWorkspaces } from "../workspaces/list-workspaces";
import { openWorkspace } from "../workspaces/open-workspace";
import { dayFromToday } from "./day";
import { type DemoReport, fillDemo } from "./fill-demo";
import { DemoRefused } from "./refusal";

const FIXTURE = fileURLToPath(new URL("./killed-filling.fixture.ts", import.meta.url));
const patience = 120_000;

describe("example workspaces on an empty folder", () => {
  const folder = temporaryFolder();
  let booted: TestPlatform;
  let report: DemoReport;

  beforeAll(async () => {
    booted = await bootTestPlatform(folder.dir);
    report = await fillDemo(booted.platform);
  }, patience);
  afterAll(async () => {
    await booted.close();
    folder.remove();
  });

  it(
    "are made, for everybody who is named to log in with the one password",
    async () => {
      expect(report.filledNow).toBe(true);
      expect(report.people).toHaveLength(8);
      for (const { email, memberships } of report.people) {
        const claim = await logIn(booted.platform, { email, password: report.password });
        const workspaces = await listWorkspaces(booted.platform, claim?.accountId ?? "");
        expect(workspaces.map(({ name, role }) => ({ workspace: name, role }))).toEqual(
          [...memberships].sort((a, b) => a.workspace.localeCompare(b.workspace)),
        );
      }
    },
    patience,
  );

  it("send no mail, and leave no links in the log", () => {
    expect(booted.log).toEqual([]);
  });

  it("hold what was promised, with a private and an archived project", async () => {
    expect(await census(booted.platform)).toEqual(full);
    const ida = await enter(booted.platform, "ida@larchandloom.example", "larch_loom");
    const { projects } = await listProjects(ida);
    expect(projects.map(({ key }) => key)).toEqual(["FAIR", "SPR", "WREN", "HIRE"]);
    expect(projects.filter(({ status }) => status === "archived").map(({ key }) => key)).toEqual(["FAIR"]);
    expect(projects.filter((project) => project.private).map(({ key }) => key)).toEqual(["HIRE"]);
  });

  it("show the private project to its owner and the one it was shared with alone", async () => {
    const keysFor = async (email: string) => {
      const ctx = await enter(booted.platform, email, "larch_loom");
      return (await listProjects(ctx)).projects.map(({ key }) => key);
    };
    expect(await keysFor("nora@lindbooks.example")).toContain("HIRE");
    expect(await keysFor("tomas@larchandloom.example")).not.toContain("HIRE");
  });

  it("count their tasks, know who did what, and are due around today", async () => {
    const { db } = await enter(booted.platform, "ida@larchandloom.example", "larch_loom");
    const project = await db.project.findUniqueOrThrow({ where: { key: "SPR" }, include: { tasks: true } });
    expect(project.lastTaskNumber).toBe(project.tasks.length);
    const task = await db.task.findFirstOrThrow({ where: { title: "Prototype of the bench" } });
    expect(task).toMatchObject({ number: 6, status: "in_review", dueDate: dayFromToday(0) });
    const events = await db.auditEvent.findMany({
      where: { resourceId: task.id },
      orderBy: { id: "asc" },
      select: { action: true, actorName: true },
    });
    expect(events).toEqual([
      { action: "task.created", actorName: "Ida Norberg" },
      { action: "task.updated", actorName: "Jonas Brandt" },
    ]);
  });

  it("stay as people changed them when they are asked for again", async () => {
    const { db } = await enter(booted.platform, "ida@larchandloom.example", "larch_loom");
    await db.task.deleteMany({ where: { title: "Draw the bench at full scale" } });
    const changed = await census(booted.platform);

    const again = await fillDemo(booted.platform);

    expect(again).toEqual({ ...report, filledNow: false });
    expect(await census(booted.platform)).toEqual(changed);
  });

  it("are served again beside workspaces that people have added since", async () => {
    await signUp(booted.platform, somebody);
    expect((await fillDemo(booted.platform)).filledNow).toBe(false);
  });
});

describe("a folder with workspaces of others", () => {
  it("is refused in one sentence, and nothing is made in it", async () => {
    const { platform, dir } = await boot(newFolder());
    await signUp(platform, somebody);

    const refused = await fillDemo(platform).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(DemoRefused);
    expect(String(refused)).toContain(dir);
    expect(await platform.catalog.account.count()).toBe(1);
    expect(await platform.catalog.tenant.count()).toBe(1);
    expect(existsSync(join(dir, "demo-begun"))).toBe(false);
  });

  it("is refused whatever its people and workspaces are called", async () => {
    const { platform } = await boot(newFolder());
    await signUp(platform, { ...somebody, companyName: "Larch & Loom", email: "ida@larchandloom.example" });
    await expect(fillDemo(platform)).rejects.toBeInstanceOf(DemoRefused);
  });
});

describe("a filling that is killed", () => {
  it(
    "is finished by the next, with nothing missing and nothing twice",
    async () => {
      const folder = newFolder();
      // With accounts alone, with an empty workspace, with a member who has no door to it yet, among the first
      // tasks, and well into the second workspace.
      for (const steps of [1, 2, 3, 60, 120]) expect(await killedAfter(steps, folder)).toBe("SIGKILL");
      const { platform } = await boot(folder);

      expect((await fillDemo(platform)).filledNow).toBe(true);

      expect(await census(platform)).toEqual(full);
      const nora = await platform.catalog.account.findUniqueOrThrow({
        where: { email: "nora@lindbooks.example" },
      });
      expect(await listWorkspaces(platform, nora.id)).toHaveLength(2);
    },
    patience,
  );
});

const ending: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

function newFolder(): string {
  const { dir, remove } = temporaryFolder();
  ending.push(remove);
  return dir;
}

async function boot(dir: string): Promise<TestPlatform> {
  const booted = await bootTestPlatform(dir);
  ending.push(booted.close);
  return booted;
}

const somebody = {
  companyName: "ACME Corp",
  name: "Ada",
  email: "ada@acme.example",
  password: "a quiet afternoon in may",
};

interface Census {
  slug: string;
  members: number;
  projects: number;
  tasks: number;
  comments: number;
  labels: number;
  events: number;
}

const full: Census[] = [
  { slug: "larch_loom", members: 5, projects: 4, tasks: 60, comments: 35, labels: 6, events: 152 },
  { slug: "harbour_clinic", members: 4, projects: 3, tasks: 35, comments: 23, labels: 5, events: 90 },
];

/** What each tenant holds, oldest first. */
async function census({ catalog, tenancy }: Platform): Promise<Census[]> {
  const tenants = await catalog.tenant.findMany({ orderBy: { id: "asc" } });
  return Promise.all(
    tenants.map(async ({ id, slug }) => {
      const db = await tenancy.connectById(id);
      return {
        slug,
        members: await db.user.count(),
        projects: await db.project.count(),
        tasks: await db.task.count(),
        comments: await db.comment.count(),
        labels: await db.label.count(),
        events: await db.auditEvent.count(),
      };
    }),
  );
}

async function enter(platform: Platform, email: string, slug: string): Promise<TenantContext> {
  const { id } = await platform.catalog.account.findUniqueOrThrow({ where: { email } });
  return openWorkspace(platform, { accountId: id, slug, requestId: null });
}

/** Fills in a process of its own that is killed after so many steps; resolves with the signal that ended it. */
async function killedAfter(steps: number, dir: string): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, ["--import", "tsx", FIXTURE, dir, String(steps)], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [, signal] = await once(child, "exit");
  return signal;
}

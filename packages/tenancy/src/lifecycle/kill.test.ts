import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { type ControlPlane, openControlPlane } from "../../test/lifecycle/control-plane";
import {
  fill,
  type Ground,
  logOf,
  type Name,
  names,
  newGround,
  openStage,
  removeGround,
  type Stage,
  say,
} from "../../test/lifecycle/stage";
import { rows } from "../../test/postgres/database";
import { newTenantId } from "../ids";
import type { Job } from "./kill.fixture";

const fixture = fileURLToPath(new URL("./kill.fixture.ts", import.meta.url));
const key = Buffer.alloc(32, 7);

const cases: Array<[Job["kind"], Name, Name]> = [
  ["move", "files", "schemas"],
  ["move", "schemas", "rows2"],
  ["move", "rows", "files"],
  ["copy", "files", "files"],
  ["copy", "schemas", "rows"],
  ["restore", "files", "files"],
  ["restore", "schemas", "schemas"],
  ["restore", "rows", "rows"],
  ["restore as", "files", "rows"],
  ["delete", "files", "files"],
  ["delete", "schemas", "schemas"],
];
// One of each kind, unless all are asked for.
const chosen = process.env.ACRE_TEST_FULL
  ? cases
  : cases.filter(([kind], index) => cases.findIndex(([other]) => other === kind) === index);

it.each(chosen)(
  "a process killed at any step of a %s from %s to %s leaves it finished or undone",
  async (kind, from, to) => {
    const ground = await newGround();
    onTestFinished(() => removeGround(ground));
    const before = opened(ground);
    const jobs: Job[] = [];
    // More than there are steps: the last ones finish.
    for (let stopAt = 1; stopAt <= 26; stopAt++)
      jobs.push(await prepared(before.stage, { kind, from, to, stopAt }));
    await before.stage.close();

    const said = await runAndKill(ground, jobs);
    const finished = said.filter((line) => line.endsWith("finished"));
    expect(said.at(-1)).toBe("all are there");
    expect(finished.length, said.join("\n")).toBeGreaterThan(0);
    console.log(`${kind}, ${from} to ${to}: killed at ${said.length - 1 - finished.length} steps`);

    const after = opened(ground);
    try {
      const ended = await after.stage.tenancy.tenants.finishInterrupted();
      expect(ended.filter(({ outcome }) => outcome === "left")).toEqual([]);
      expect(await after.plane.ledger.running()).toEqual([]);
      for (const [index, job] of jobs.entries()) await expectWhole(after.stage, job, from, said[index] ?? "");
      await expectNothingLeft(after.stage, ground);
    } finally {
      await after.stage.close();
    }
  },
  120_000,
);

function opened(ground: Ground): { stage: Stage; plane: ControlPlane } {
  const plane = openControlPlane(join(ground.dir, "control.json"));
  const coordination = { ledger: plane.ledger, kind: "test", leaseMs: 60_000 };
  return { plane, stage: openStage(ground, { ...plane, coordination }) };
}

interface Preparing {
  kind: Job["kind"];
  from: Name;
  to: Name;
  stopAt: number;
}

async function prepared(stage: Stage, { kind, from, to, stopAt }: Preparing): Promise<Job> {
  const { tenants } = stage.tenancy;
  const { id } = await tenants.create({ slug: `tenant_${stopAt}`, datasource: from, prepare: fill });
  if (kind.startsWith("restore")) {
    if (stopAt === 1) await tenants.backup(id, createWriteStream(join(stage.dir, "bundle")), { key });
    if (kind === "restore") await say(await stage.tenancy.connectById(id), "later");
  }
  return { kind, id, to, newId: newTenantId(), stopAt };
}

/** What the process said until all its operations stood where they were told, at which it was killed. */
async function runAndKill(ground: Ground, jobs: Job[]): Promise<string[]> {
  const child = spawn(process.execPath, ["--import", "tsx", fixture, JSON.stringify({ ground, jobs })], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const gone = once(child, "exit");
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line === "all are there") child.kill("SIGKILL");
  }
  expect(await gone).toEqual([null, "SIGKILL"]);
  return said;
}

async function expectWhole({ tenancy }: Stage, job: Job, from: Name, said: string): Promise<void> {
  const { kind, id, to, newId } = job;
  const { tenants } = tenancy;
  const tenant = await tenants.getById(id);
  const contents = async (tenantId: string) => logOf(await tenancy.connectById(tenantId));
  if (kind === "delete" && tenant === null) return;
  expect(tenant?.status, said).toBe("active");
  if (kind === "restore") {
    expect(
      [
        ["one", "two"],
        ["one", "two", "later"],
      ],
      said,
    ).toContainEqual(await contents(id));
  } else expect(await contents(id), said).toEqual(["one", "two"]);
  await say(await tenancy.connectById(id), "after");
  if (kind === "move") {
    if (tenant?.datasource === from) await tenants.move(id, { to });
    expect(await contents(id), said).toEqual(["one", "two", "after"]);
    await tenants.confirmMove(id);
  }
  if (kind === "copy" || kind === "restore as") {
    if ((await tenants.getById(newId)) === null)
      await tenants.copy(id, { slug: `copy_${newId.slice(-12)}`, id: newId, datasource: to });
    expect((await contents(newId)).slice(0, 2), said).toEqual(["one", "two"]);
  }
}

/** Deletes every tenant, after which there is nothing anywhere. */
async function expectNothingLeft({ tenancy, datasources }: Stage, ground: Ground): Promise<void> {
  for (const { id } of await tenancy.tenants.list()) await tenancy.tenants.delete(id);
  await tenancy.sweep();
  for (const name of names) await datasources[name].residue(newTenantId());
  const files = readdirSync(ground.dir, { recursive: true, encoding: "utf8" });
  expect(files.filter((name) => /[0-9a-f-]{36}/.test(name))).toEqual([]);
  for (const { superUrl } of ground.databases) {
    expect(
      await rows(
        superUrl,
        "SELECT nspname FROM pg_namespace WHERE nspname LIKE 't\\_%' OR nspname LIKE '%stage%'",
      ),
    ).toEqual([]);
    expect(await rows(superUrl, "SELECT * FROM acre.row_tenants")).toEqual([]);
    expect(await rows(superUrl, "SELECT * FROM acre.fences")).toEqual([]);
  }
}

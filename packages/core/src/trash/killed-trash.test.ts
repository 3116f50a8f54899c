import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createProject } from "../index";
import { bootTestPlatform, temporaryFolder } from "../testing/boot-test-platform";
import { dumpTables } from "../testing/dump";
import { fillProject } from "../testing/fill-project";
import { openAsCommand } from "../testing/fleet-stage";
import { runAndKill } from "../testing/run-and-kill";
import { enterWorkspace, makeWorkspace } from "../testing/test-workspace";

const full = process.env.ACRE_TEST_FULL !== undefined;
const tasks = full ? 10_000 : 1_001;
const fixture = join(import.meta.dirname, "../testing/killed-trash.fixture.ts");

// Each statement that writes is a place to die before. Every seventh is tried in full, and one in the middle otherwise.
const step = full ? 7 : 1000;

it(
  "a project that is deleted, or brought back, by a process that is killed on the way is as it was, or all of it is done",
  async () => {
    const { dir, remove } = temporaryFolder();
    onTestFinished(remove);
    const booted = await bootTestPlatform(dir);
    const { owner, slug } = await makeWorkspace(booted.platform);
    const project = await createProject(owner, { name: "Large" });
    await fillProject(owner, project.id, tasks);
    const account = await booted.platform.catalog.account.findFirstOrThrow();
    await booted.close();
    const job = { dir, accountId: account.id, slug, projectId: project.id };

    async function look() {
      const { platform, close } = await openAsCommand(dir);
      try {
        const { db } = await enterWorkspace(platform, account.id, slug);
        return {
          all: await dumpTables(db),
          there: await db.task.count({ where: { projectId: project.id } }),
          away: await db.trashPart.count({ where: { trashId: project.id } }),
        };
      } finally {
        await close();
      }
    }

    for (const way of ["delete", "restore"] as const) {
      const before = await look();
      let kills = 0;
      for (let killAt = full ? 1 : 4; ; killAt += step) {
        const said = await runAndKill(fixture, { ...job, way, killAt });
        if (said !== "") break;
        kills += 1;
        const found = await look();
        // All of it: killed when it was over.
        if (found.there !== before.there) break;
        expect(found, `killed before ${killAt}`).toEqual(before);
      }
      expect(kills).toBeGreaterThan(full ? 2 : 0);
      const done = await look();
      expect([done.there, done.away]).toEqual(way === "delete" ? [0, tasks] : [tasks, 0]);
      if (full) console.log(`${way}: killed at ${kills} places`);
    }
  },
  full ? 1_800_000 : 120_000,
);

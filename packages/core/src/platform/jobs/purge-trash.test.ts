import { expect, it } from "vitest";
import { dayMs } from "../../durations";
import { createTask, deleteTask, listTrash } from "../../index";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import { runJob } from "./run-by-hand";

const installation = useTestPlatform();

async function deletedDaysAgo({ owner, projectId, db }: TestWorkspace, days: number): Promise<string> {
  const { id } = await createTask(owner, { projectId, title: "Paint" });
  await deleteTask(owner, { id });
  const createdAt = new Date(Date.now() - days * dayMs);
  await db.trashItem.update({ where: { id }, data: { createdAt } });
  return id;
}

it("purge-trash removes what was deleted more than 30 days ago, of each workspace, and says so in its log", async () => {
  const { platform } = installation();
  const [one, other] = [await makeWorkspace(platform, "One"), await makeWorkspace(platform, "Other")];
  const [due, kept] = [await deletedDaysAgo(one, 31), await deletedDaysAgo(one, 29)];
  await deletedDaysAgo(other, 40);
  const run = (tenant?: string) => runJob({ platform, actor: "cli" }, "purge-trash", { tenant });

  expect(await run(one.slug)).toMatchObject({ outcome: { removed: 1 }, tenants: 1, failed: [] });
  expect((await listTrash(one.owner)).trash.map(({ id }) => id)).toEqual([kept]);
  expect(await one.db.trashItem.count()).toBe(1);
  expect(await other.db.trashItem.count()).toBe(1);
  expect(await one.db.auditEvent.findMany({ where: { resourceId: due, actorKind: "system" } })).toMatchObject(
    [{ action: "task.purged", actorName: "System", projectId: one.projectId }],
  );

  expect(await run()).toMatchObject({ outcome: { removed: 1 }, tenants: 2, failed: [] });
  expect(await other.db.trashItem.count()).toBe(0);
});

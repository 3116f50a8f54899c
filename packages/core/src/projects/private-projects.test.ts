import { beforeAll, describe, expect, it } from "vitest";
import type { MemberContext } from "../index";
import { createProject, createTask, listMyTasks, listProjects, updateProject, updateTask } from "../index";
import { domainCalls, type Scene, setScene, titleOf } from "../testing/domain-calls";
import { dumpTables } from "../testing/dump";
import { refusalCode, refusalOf } from "../testing/refusal";
import { useTestPlatform } from "../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";

const installation = useTestPlatform();
// Calls that name a record of the scene's project. Lists over all projects leave out what is hidden, which other tests show.
const listsOverAll = ["listMyTasks", "listArchivedTasks"];
const names = ["Project", "Task", "Tasks", "Comment", "Comments", "Activity"];
const reaching = domainCalls.filter(
  ({ name }) =>
    names.some((record) => name.endsWith(record)) && name !== "createProject" && !listsOverAll.includes(name),
);

let workspace: TestWorkspace;
let creator: MemberContext;
let invited: MemberContext;
let stranger: MemberContext;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
  creator = workspace.owner;
  // Both may do everything their role allows; only one of them was invited.
  invited = await workspace.join("admin", "Invited");
  stranger = await workspace.join("admin", "Stranger");
});

async function privateScene(author: MemberContext): Promise<Scene> {
  const scene = await setScene(workspace, author, true);
  await workspace.db.projectMember.create({
    data: { projectId: scene.projectId, userId: invited.actor.userId },
  });
  return scene;
}

describe("a private project", () => {
  for (const call of reaching) {
    it(`${titleOf(call)}: its owner and who was invited, nobody else, whatever their role`, async () => {
      const hidden = await privateScene(stranger);
      const before = await dumpTables(workspace.db);
      expect(await refusalOf(() => call.call(stranger, hidden))).toEqual(madeUpRefusal);
      expect(await dumpTables(workspace.db)).toEqual(before);

      const forInvited = await privateScene(invited);
      expect(await refusalCode(() => call.call(invited, forInvited))).toBeNull();
      const forOwner = await privateScene(creator);
      expect(await refusalCode(() => call.call(creator, forOwner))).toBeNull();
    });
  }

  const madeUpRefusal = {
    code: "not_found",
    message: "There is no such record in this workspace.",
    fields: [],
  };

  it("is in the lists of those alone who see it", async () => {
    const { projectId } = await privateScene(creator);
    const seenBy = async (ctx: MemberContext) =>
      (await listProjects(ctx, { limit: 200 })).projects.some(({ id }) => id === projectId);
    expect(await seenBy(creator)).toBe(true);
    expect(await seenBy(invited)).toBe(true);
    expect(await seenBy(stranger)).toBe(false);

    const ofCreator = { owner: creator.actor.userId, limit: 200 };
    expect((await listProjects(creator, ofCreator)).projects.map(({ id }) => id)).toContain(projectId);
    expect((await listProjects(stranger, ofCreator)).projects.map(({ id }) => id)).not.toContain(projectId);
  });

  it("takes its tasks out of my work of whoever no longer sees it", async () => {
    const project = await createProject(creator, { name: "Open for now" });
    const assigneeId = stranger.actor.userId;
    const task = await createTask(creator, { projectId: project.id, title: "Theirs", assigneeId });
    const mine = async () => (await listMyTasks(stranger)).tasks.map(({ id }) => id);
    expect(await mine()).toEqual([task.id]);

    await updateProject(creator, { id: project.id, private: true });
    expect(await mine()).toEqual([]);
    await updateProject(creator, { id: project.id, private: false });
    expect(await mine()).toEqual([task.id]);
  });

  it("closes, when it is made private, for those who saw it, and opens again", async () => {
    const project = await createProject(creator, { name: "Open for now" });
    const task = await createTask(creator, { projectId: project.id, title: "Ours" });
    const edit = () => updateTask(stranger, { id: task.id, title: "Mine" });
    expect(await refusalCode(edit)).toBeNull();
    await updateProject(creator, { id: project.id, private: true });
    expect(await refusalCode(edit)).toBe("not_found");
    await updateProject(creator, { id: project.id, private: false });
    expect(await refusalCode(edit)).toBeNull();
  });

  it("gives tasks only to those who see it", async () => {
    const { projectId, taskId } = await privateScene(creator);
    const giveTo = (ctx: MemberContext) => ({ assigneeId: ctx.actor.userId });
    const refused = { code: "invalid_input", fields: ["assigneeId"] };

    expect(
      await refusalOf(() => createTask(creator, { projectId, title: "A", ...giveTo(stranger) })),
    ).toMatchObject(refused);
    expect(await refusalOf(() => updateTask(creator, { id: taskId, ...giveTo(stranger) }))).toMatchObject(
      refused,
    );
    for (const ctx of [invited, creator]) {
      expect((await createTask(creator, { projectId, title: "A", ...giveTo(ctx) })).assigneeId).toBe(
        ctx.actor.userId,
      );
      expect((await updateTask(creator, { id: taskId, ...giveTo(ctx) })).assigneeId).toBe(ctx.actor.userId);
    }
  });
});

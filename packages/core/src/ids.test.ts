import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createTask, isId, listTasks, updateTask } from "./index";
import { domainCalls, type Scene, setScene, titleOf } from "./testing/domain-calls";
import { dumpTables } from "./testing/dump";
import { refusalOf } from "./testing/refusal";
import { useTestPlatform } from "./testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "./testing/test-workspace";

const installation = useTestPlatform();
const withoutId = [
  "listProjects",
  "createProject",
  "listMyTasks",
  "listLabels",
  "createLabel",
  "listMembers",
  "transferOwnership",
  "getSettings",
  "updateSettings",
  "listAudit",
  "exportAudit",
  "listWebhooks",
  "listArchivedTasks",
  "listTrash",
];
const byId = domainCalls.filter(({ name }) => !withoutId.includes(name));

let mine: TestWorkspace;
let theirs: TestWorkspace;
let theirScene: Scene;

beforeAll(async () => {
  mine = await makeWorkspace(installation().platform);
  theirs = await makeWorkspace(installation().platform);
  theirScene = await setScene(theirs, theirs.owner);
});

function everywhere(id: string): Scene {
  const records = {
    projectId: id,
    taskId: id,
    labelId: id,
    webhookId: id,
    memberId: id,
    commentId: id,
    archivedId: id,
    trashId: id,
  };
  return { workspace: mine, ...records };
}

const wrong: Record<string, () => Scene> = {
  "another workspace's ids": () => ({ ...theirScene, workspace: mine }),
  "ids nobody has": () => everywhere(randomUUID()),
  "ids that are none": () => everywhere("1"),
  "an empty id": () => everywhere(""),
  "a path": () => everywhere("../../etc/passwd"),
  SQL: () => everywhere("' OR 1=1 --"),
  "a NUL": () => everywhere("\0"),
  "an id in capitals": () => everywhere(randomUUID().toUpperCase()),
  "10,000 characters": () => everywhere("a".repeat(10_000)),
};

describe("a record that is not this workspace's", () => {
  for (const call of byId) {
    it(`${titleOf(call)}: foreign, unknown and malformed ids are answered alike`, async () => {
      const own = await setScene(mine, mine.owner);
      const before = await dumpTables(mine.db);
      const foreignBefore = await dumpTables(theirs.db);
      for (const [what, scene] of Object.entries(wrong)) {
        // Labels named inside of a task's input are another matter: see below.
        const named = call.name.endsWith("Label") ? scene() : { ...scene(), labelId: own.labelId };
        const refusal = await refusalOf(() => call.call(mine.owner, named));
        expect(refusal, what).toEqual({
          code: "not_found",
          message: "There is no such record in this workspace.",
          fields: [],
        });
      }
      expect(await dumpTables(mine.db)).toEqual(before);
      expect(await dumpTables(theirs.db)).toEqual(foreignBefore);

      // The same call with an id of one's own is let through, so the refusals above mean something.
      expect(await refusalOf(async () => call.call(mine.owner, own))).toBeNull();
    });
  }
});

describe("a record named inside of an input", () => {
  const assignee = { fields: ["assigneeId"], code: "invalid_input" };
  const label = { fields: ["labelIds"], code: "invalid_input" };

  it("assigneeId: another workspace's member is refused like one nobody has", async () => {
    const { projectId, taskId } = await setScene(mine, mine.owner);
    for (const write of [
      (assigneeId: string) => createTask(mine.owner, { projectId, title: "A", assigneeId }),
      (assigneeId: string) => updateTask(mine.owner, { id: taskId, assigneeId }),
    ]) {
      const foreign = await refusalOf(() => write(theirs.owner.actor.userId));
      expect(foreign).toMatchObject(assignee);
      expect(await refusalOf(() => write(randomUUID()))).toEqual(foreign);
      expect(await refusalOf(() => write(mine.owner.actor.userId))).toBeNull();
    }
  });

  it("assigneeId: a member who left is refused", async () => {
    const { projectId } = await setScene(mine, mine.owner);
    const left = await mine.join("member");
    await mine.db.user.update({ where: { id: left.actor.userId }, data: { active: false } });
    const give = () => createTask(mine.owner, { projectId, title: "A", assigneeId: left.actor.userId });
    expect(await refusalOf(give)).toMatchObject(assignee);
  });

  it("labelIds: another workspace's label is refused like one nobody has, and takes none along", async () => {
    const { projectId, taskId, labelId } = await setScene(mine, mine.owner);
    for (const write of [
      (labelIds: string[]) => createTask(mine.owner, { projectId, title: "A", labelIds }),
      (labelIds: string[]) => updateTask(mine.owner, { id: taskId, labelIds }),
    ]) {
      const before = await dumpTables(mine.db);
      const foreign = await refusalOf(() => write([labelId, theirScene.labelId]));
      expect(foreign).toMatchObject(label);
      expect(await refusalOf(() => write([labelId, randomUUID()]))).toEqual(foreign);
      expect(await dumpTables(mine.db)).toEqual(before);
      expect(await refusalOf(() => write([labelId, labelId]))).toBeNull();
    }
  });

  it("a filter with another workspace's id finds nothing", async () => {
    const { projectId } = await setScene(mine, mine.owner);
    for (const filter of [{ assignee: theirs.owner.actor.userId }, { label: theirScene.labelId }]) {
      expect(await listTasks(mine.owner, { projectId, ...filter })).toEqual({ tasks: [], nextCursor: null });
    }
  });

  it("position: a task of another project or workspace is no neighbour", async () => {
    const scene = await setScene(mine, mine.owner);
    const elsewhere = await setScene(mine, mine.owner);
    for (const before of [theirScene.taskId, elsewhere.taskId, scene.taskId, randomUUID()]) {
      const move = () => updateTask(mine.owner, { id: scene.taskId, position: { before } });
      expect(await refusalOf(move)).toMatchObject({ code: "invalid_input", fields: ["position"] });
    }
  });
});

describe("isId", () => {
  it("takes lower-case UUIDs and nothing else", () => {
    const id = randomUUID();
    expect(isId(id)).toBe(true);
    expect(isId("0199ffff-ffff-7fff-bfff-ffffffffffff")).toBe(true);
    for (const text of ["", "x", id.toUpperCase(), `${id}\n`, ` ${id}`, id.replaceAll("-", ""), `{${id}}`]) {
      expect(isId(text), JSON.stringify(text)).toBe(false);
    }
  });
});

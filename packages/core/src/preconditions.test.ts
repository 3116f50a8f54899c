import { beforeAll, describe, expect, it } from "vitest";
import {
  createComment,
  createLabel,
  createProject,
  createTask,
  deleteComment,
  deleteLabel,
  deleteProject,
  deleteTask,
  getSettings,
  type TenantContext,
  updateComment,
  updateLabel,
  updateProject,
  updateSettings,
  updateTask,
} from "./index";
import { versionOf } from "./preconditions";
import { refusalCode } from "./testing/refusal";
import { useTestPlatform } from "./testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "./testing/test-workspace";

interface Record {
  id: string;
  updatedAt?: string;
}

const kinds: {
  name: string;
  create: (workspace: TestWorkspace) => Promise<Record>;
  update: (ctx: TenantContext, id: string, text: string) => Promise<Record>;
  remove: (ctx: TenantContext, id: string) => Promise<void>;
}[] = [
  {
    name: "a project",
    create: ({ owner }) => createProject(owner, { name: "A" }),
    update: (ctx, id, name) => updateProject(ctx, { id, name }),
    remove: (ctx, id) => deleteProject(ctx, { id }),
  },
  {
    name: "a task",
    create: ({ owner, projectId }) => createTask(owner, { projectId, title: "A" }),
    update: (ctx, id, title) => updateTask(ctx, { id, title }),
    remove: (ctx, id) => deleteTask(ctx, { id }),
  },
  {
    name: "a comment",
    create: async ({ owner, projectId }) => {
      const { id } = await createTask(owner, { projectId, title: "A" });
      return createComment(owner, { taskId: id, body: "A" });
    },
    update: (ctx, id, body) => updateComment(ctx, { id, body }),
    remove: (ctx, id) => deleteComment(ctx, { id }),
  },
  {
    name: "a label",
    create: ({ owner }) => createLabel(owner, { name: `label ${Math.random()}` }),
    update: (ctx, id, name) => updateLabel(ctx, { id, name: `${name} ${id.slice(-6)}` }),
    remove: (ctx, id) => deleteLabel(ctx, { id }),
  },
];

for (const isolation of ["database", "schema"] as const) {
  describe(`a change on a condition, on ${isolation}`, () => {
    const installation = useTestPlatform({}, isolation);
    let workspace: TestWorkspace;

    beforeAll(async () => {
      workspace = await makeWorkspace(installation().platform);
    });

    const from = (...ifMatch: string[]): TenantContext => ({ ...workspace.owner, ifMatch });

    for (const { name, create, update, remove } of kinds) {
      it(`of ${name} is made from the version it names, and from no other`, async () => {
        const first = await create(workspace);
        const second = await update(from(versionOf(first)), first.id, "B");
        expect(versionOf(second)).not.toBe(versionOf(first));
        expect(await refusalCode(() => update(from(versionOf(first)), first.id, "C"))).toBe(
          "precondition_failed",
        );
        expect(await refusalCode(() => remove(from(versionOf(first)), first.id))).toBe("precondition_failed");
        expect(await refusalCode(() => update(from(), first.id, "C"))).toBe("precondition_failed");
        await update(from("something else", versionOf(second)), first.id, "D");
        await update(from("*"), first.id, "E");
        await update(workspace.owner, first.id, "F");
        await remove(from("*"), first.id);
        expect(await refusalCode(() => remove(from("*"), first.id))).toBe("not_found");
      });

      it(`of ${name} is won by one of twenty who start from the same version`, async () => {
        const record = await create(workspace);
        const version = versionOf(record);
        const race = Array.from({ length: 20 }, (_, i) =>
          refusalCode(() => update(from(version), record.id, `Racer ${i}`)),
        );
        const codes = await Promise.all(race);
        expect(codes.filter((code) => code === null)).toHaveLength(1);
        expect(new Set(codes)).toEqual(new Set([null, "precondition_failed"]));
      });
    }

    it("of the settings is won by one of ten who start from the same version", async () => {
      const version = versionOf(await getSettings(workspace.owner));
      const race = Array.from({ length: 10 }, (_, i) =>
        refusalCode(() => updateSettings(from(version), { name: `Racer ${i}` })),
      );
      expect((await Promise.all(race)).filter((code) => code === null)).toHaveLength(1);
    });

    it("tells nobody of a record they may not see", async () => {
      const secret = await createProject(workspace.owner, { name: "Secret", private: true });
      const stranger = { ...(await workspace.join("admin")), ifMatch: ["an old version"] };
      expect(await refusalCode(() => updateProject(stranger, { id: secret.id, name: "B" }))).toBe(
        "not_found",
      );
    });
  });
}

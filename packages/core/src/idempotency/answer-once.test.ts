import { beforeAll, describe, expect, it } from "vitest";
import { createProject, createTask, type TenantContext } from "../index";
import { dumpTables } from "../testing/dump";
import { refusalCode } from "../testing/refusal";
import { useTestPlatform } from "../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";
import { answerOnce } from "./answer-once";

for (const isolation of ["database", "schema"] as const) {
  describe(`a creation that is repeated, on ${isolation}`, () => {
    const installation = useTestPlatform({}, isolation);
    let workspace: TestWorkspace;
    let used = 0;

    beforeAll(async () => {
      workspace = await makeWorkspace(installation().platform);
    });

    const newKey = () => `key ${++used}`;
    const create = (key: string, title: string, ctx: TenantContext = workspace.owner) =>
      answerOnce(ctx, { key, requestHash: title, status: 201 }, async (once) => {
        const task = await createTask(once, { projectId: workspace.projectId, title });
        return { status: 201, body: JSON.stringify(task) };
      });
    const tasksCalled = (title: string) => workspace.db.task.count({ where: { title } });

    it("is done once and answered alike, however many come at once", async () => {
      const key = newKey();
      const answers = await Promise.all(Array.from({ length: 100 }, () => create(key, "Once")));
      expect(await tasksCalled("Once")).toBe(1);
      expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(await create(key, "Once")).toMatchObject({ status: 201, repeated: true });
    });

    it("is refused when it asks for something else, and changes nothing", async () => {
      const key = newKey();
      await create(key, "First");
      const before = await dumpTables(workspace.db);
      expect(await refusalCode(() => create(key, "Second"))).toBe("idempotency_reused");
      expect(await dumpTables(workspace.db)).toEqual(before);
    });

    it("is each actor's own", async () => {
      const key = newKey();
      const member = await workspace.join("member");
      await create(key, "Both");
      expect((await create(key, "Both", member)).repeated).toBe(false);
      expect(await tasksCalled("Both")).toBe(2);
    });

    it("is new once its first answer is a day old", async () => {
      const key = newKey();
      await create(key, "Daily");
      await workspace.db.idempotencyAnswer.updateMany({ where: { key }, data: { expiresAt: new Date() } });
      expect((await create(key, "Daily")).repeated).toBe(false);
      expect(await tasksCalled("Daily")).toBe(2);
    });

    it("is as new when the first one failed, whatever it had written", async () => {
      const key = newKey();
      const allow = await workspace.refuseInserts("audit_log");
      await expect(create(key, "Failing")).rejects.toThrow();
      await allow();
      expect(await workspace.db.idempotencyAnswer.count({ where: { key } })).toBe(0);
      expect((await create(key, "Failing")).repeated).toBe(false);
      expect(await tasksCalled("Failing")).toBe(1);
    });

    it("keeps its answer with the record or not at all: a process that dies in between has done neither", async () => {
      const key = newKey();
      const allow = await workspace.refuseInserts("idempotency_answers");
      await expect(create(key, "Neither")).rejects.toThrow();
      await allow();
      expect(await tasksCalled("Neither")).toBe(0);
    });

    it("is done once also where the domain tries again by itself", async () => {
      const made = await Promise.all(
        ["one", "two", "three"].flatMap((name) => {
          const key = newKey();
          return [1, 2].map(() =>
            answerOnce(workspace.owner, { key, requestHash: name, status: 201 }, async (once) => ({
              status: 201,
              // All of them propose the same key, and all but one have to choose another.
              body: JSON.stringify(await createProject(once, { name: "Same name" })),
            })),
          );
        }),
      );
      expect(new Set(made.map(({ body }) => JSON.parse(body).id)).size).toBe(3);
      expect(await workspace.db.project.count({ where: { name: "Same name" } })).toBe(3);
    });
  });
}

import { expect, test } from "vitest";
import { activityWords } from "./activity-words";

const nameOf = (id: string) => ({ u1: "Ada" })[id];
const tell = (changes: Record<string, { before: unknown; after: unknown }>) =>
  activityWords({ action: "task.updated", changes }, nameOf);

test("a creation is one thing, whatever it set", () => {
  const changes = { title: { before: null, after: "X" } };
  expect(activityWords({ action: "task.created", changes }, nameOf)).toBe("created it");
});

test.each([
  [{ status: { before: "todo", after: "in_review" } }, "moved it from To do to In review"],
  [{ priority: { before: "none", after: "urgent" } }, "changed the priority from no priority to urgent"],
  [{ assigneeId: { before: null, after: "u1" } }, "assigned it to Ada"],
  [{ assigneeId: { before: null, after: "gone" } }, "assigned it to a former member"],
  [{ assigneeId: { before: "u1", after: null } }, "unassigned it"],
  [{ dueDate: { before: null, after: "2026-11-24" } }, "set the due date to 24 Nov 2026"],
  [{ title: { before: "A", after: "B" } }, "renamed it from “A” to “B”"],
  [{ archivedAt: { before: null, after: "2026-11-24T00:00:00Z" } }, "archived it"],
])("%j", (changes, words) => {
  expect(tell(changes)).toBe(words);
});

test("several changes at once are one sentence, and a new place is none", () => {
  expect(
    tell({
      status: { before: "todo", after: "completed" },
      position: { before: 1, after: 2 },
      assigneeId: { before: "u1", after: null },
      labelIds: { before: [], after: ["l"] },
    }),
  ).toBe("moved it from To do to Completed, unassigned it and changed the labels");
  expect(tell({ position: { before: 1, after: 2 } })).toBeNull();
});

import { expect, test } from "vitest";
import type { Task } from "@/lib/types";
import { createPendingFields } from "./pending-fields";
import { sampleTask } from "./sample-task";

const task = sampleTask();

test("a failure takes back its own field only", () => {
  const pending = createPendingFields();
  const edit = pending.begin("t", ["title"]);
  const here: Task = { ...task, title: "New", priority: "high" };
  expect(pending.rollBack(edit, here, { title: "Old" })).toEqual({ ...task, title: "Old", priority: "high" });
});

test("a failure leaves a field alone that was changed again since", () => {
  const pending = createPendingFields();
  const first = pending.begin("t", ["title"]);
  pending.begin("t", ["title"]);
  const here: Task = { ...task, title: "Newest" };
  expect(pending.rollBack(first, here, { title: "Old" }).title).toBe("Newest");
});

test("an answer does not undo a newer change that is under way", () => {
  const pending = createPendingFields();
  const first = pending.begin("t", ["status"]);
  const second = pending.begin("t", ["title"]);
  const here: Task = { ...task, status: "completed", title: "Newest" };
  const answer: Task = { ...task, status: "completed", completedAt: "2026-11-20T10:00:00Z" };
  expect(pending.merge(first, here, answer)).toEqual({ ...answer, title: "Newest" });

  pending.settle(first);
  pending.settle(second);
  expect(pending.merge(first, here, answer).title).toBe("Old");
});

test("changes of another task do not matter", () => {
  const pending = createPendingFields();
  const edit = pending.begin("t", ["title"]);
  pending.begin("other", ["title"]);
  expect(pending.rollBack(edit, { ...task, title: "New" }, { title: "Old" }).title).toBe("Old");
});

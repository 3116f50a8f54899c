import { describe, expect, test } from "vitest";
import type { Task } from "@/lib/types";
import { sampleTask } from "../sample-task";
import { columnsOf, moveTo, placeOf, stepFrom } from "./board-model";

const a = sampleTask({ id: "a", position: 1024 });
const b = sampleTask({ id: "b", position: 2048 });
const c = sampleTask({ id: "c", position: 3072 });
const done = sampleTask({ id: "d", position: 1024, status: "completed" });
const columns = columnsOf([c, done, a, b]);

const ids = (tasks: readonly Task[]) => tasks.map((task) => task.id);

/** The board after an edit has been painted. */
function painted(task: Task, edit: ReturnType<typeof moveTo>) {
  return columnsOf([a, b, c, done].map((one) => (one.id === task.id ? { ...one, ...edit?.look } : one)));
}

test("columns are in the order of their positions", () => {
  expect(ids(columns.todo)).toEqual(["a", "b", "c"]);
  expect(ids(columns.completed)).toEqual(["d"]);
  expect(columns.backlog).toEqual([]);
});

describe("moving", () => {
  test("a card to where it stands is no edit", () => {
    expect(moveTo(columns, b, { status: "todo", index: 1 })).toBeNull();
  });

  test("to the top of its column", () => {
    const edit = moveTo(columns, c, { status: "todo", index: 0 });
    expect(edit?.ask).toEqual({ position: { before: "a" } });
    expect(ids(painted(c, edit).todo)).toEqual(["c", "a", "b"]);
  });

  test("down, counted without the card itself", () => {
    const edit = moveTo(columns, a, { status: "todo", index: 1 });
    expect(edit?.ask).toEqual({ position: { after: "b" } });
    expect(ids(painted(a, edit).todo)).toEqual(["b", "a", "c"]);
  });

  test("to the end of another column", () => {
    const edit = moveTo(columns, a, { status: "completed", index: 1 });
    expect(edit?.ask).toEqual({ status: "completed", position: { after: "d" } });
    expect(ids(painted(a, edit).completed)).toEqual(["d", "a"]);
  });

  test("into an empty column names no neighbour", () => {
    const edit = moveTo(columns, a, { status: "in_review", index: 0 });
    expect(edit?.ask).toEqual({ status: "in_review" });
    expect(ids(painted(a, edit).in_review)).toEqual(["a"]);
  });
});

describe("arrow keys", () => {
  const from = placeOf(columns, b);

  test.each([
    ["ArrowUp", { status: "todo", index: 0 }],
    ["ArrowDown", { status: "todo", index: 2 }],
    ["ArrowLeft", { status: "backlog", index: 0 }],
    ["ArrowRight", { status: "in_progress", index: 0 }],
    ["x", { status: "todo", index: 1 }],
  ])("%s leads to %j", (key, place) => {
    expect(stepFrom(columns, "b", from, key)).toEqual(place);
  });

  test("the edges of the board hold", () => {
    expect(stepFrom(columns, "a", { status: "todo", index: 0 }, "ArrowUp").index).toBe(0);
    expect(stepFrom(columns, "a", { status: "todo", index: 2 }, "ArrowDown").index).toBe(2);
    expect(stepFrom(columns, "a", { status: "backlog", index: 0 }, "ArrowLeft").status).toBe("backlog");
    expect(stepFrom(columns, "a", { status: "cancelled", index: 0 }, "ArrowRight").status).toBe("cancelled");
  });
});

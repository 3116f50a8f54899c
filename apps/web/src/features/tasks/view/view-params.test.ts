import { expect, test } from "vitest";
import { sampleTask } from "../sample-task";
import { compareBy, formatView, isFiltered, parseView, tasksIn, type View } from "./view-params";

const plain = parseView(new URLSearchParams());

test("a plain address is the board, and the board a plain address", () => {
  expect(plain).toMatchObject({ layout: "board", sort: "position", query: "", archived: false });
  expect(formatView(plain)).toBe("");
});

test("a view survives its address", () => {
  const view: View = {
    layout: "list",
    sort: "due",
    assignee: "me",
    priority: "high",
    status: "todo",
    label: "l1",
    query: "shop & sea",
    archived: true,
  };
  expect(parseView(new URLSearchParams(formatView(view)))).toEqual(view);
});

test("nonsense in an address is ignored", () => {
  expect(parseView(new URLSearchParams("view=cards&sort=toString&priority=huge&status=&assignee="))).toEqual(
    plain,
  );
});

test("filters narrow, each by its own field", () => {
  const mine = sampleTask({
    id: "1",
    assigneeId: "me-id",
    priority: "high",
    labelIds: ["l"],
    title: "Write the Returns page",
  });
  const nobodys = sampleTask({ id: "2", key: "GET-2" });
  const shown = (view: Partial<View>) =>
    tasksIn({ ...plain, ...view }, [mine, nobodys], "me-id").map((task) => task.id);
  expect(shown({})).toEqual(["1", "2"]);
  expect(shown({ assignee: "me" })).toEqual(["1"]);
  expect(shown({ assignee: "none" })).toEqual(["2"]);
  expect(shown({ priority: "high" })).toEqual(["1"]);
  expect(shown({ label: "l" })).toEqual(["1"]);
  expect(shown({ status: "completed" })).toEqual([]);
  expect(shown({ query: " returns " })).toEqual(["1"]);
  expect(shown({ query: "get-2" })).toEqual(["2"]);
});

test("only filters count as filters", () => {
  expect(isFiltered({ ...plain, layout: "list", sort: "due", archived: true })).toBe(false);
  expect(isFiltered({ ...plain, query: "x" })).toBe(true);
});

test("orders put the pressing first and undated last", () => {
  const tasks = [
    sampleTask({ id: "a", position: 3, priority: "low", dueDate: null, updatedAt: "2026-11-03T00:00:00Z" }),
    sampleTask({
      id: "b",
      position: 2,
      priority: "urgent",
      dueDate: "2026-12-01",
      updatedAt: "2026-11-01T00:00:00Z",
    }),
    sampleTask({
      id: "c",
      position: 1,
      priority: "low",
      dueDate: "2026-11-21",
      updatedAt: "2026-11-02T00:00:00Z",
    }),
  ];
  const order = (sort: View["sort"]) => tasks.toSorted(compareBy(sort)).map((task) => task.id);
  expect(order("position")).toEqual(["c", "b", "a"]);
  expect(order("due")).toEqual(["c", "b", "a"]);
  expect(order("priority")).toEqual(["b", "c", "a"]);
  expect(order("updated")).toEqual(["a", "c", "b"]);
});

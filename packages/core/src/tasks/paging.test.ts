import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { listTasks } from "../index";
import { taskSortColumns, taskSorts } from "../inputs";
import { writeCursor } from "../paging/cursor";
import { refusalOf } from "../testing/refusal";
import { useTestPlatform } from "../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";

const installation = useTestPlatform();
const runs = process.env.ACRE_TEST_FULL ? 200 : 15;
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
});

// Few different values, so that equal ones are common.
const anyTask = fc.record({
  position: fc.constantFrom(-1024, 0.1, 0.1 + Number.EPSILON, 1e15),
  dueDate: fc.constantFrom(null, "2027-01-01", "2027-01-02"),
  createdAt: fc.constantFrom(new Date(0), new Date(1_800_000_000_123), new Date(1_800_000_000_124)),
  updatedAt: fc.constantFrom(new Date(0), new Date(1_800_000_000_123), new Date(1_800_000_000_124)),
  status: fc.constantFrom("todo", "completed"),
  archivedAt: fc.constantFrom(null, null, null, null, null, new Date()),
});
type AnyTask = typeof anyTask extends fc.Arbitrary<infer T> ? T : never;

let projects = 0;

async function projectOf(tasks: AnyTask[]): Promise<string> {
  const { db, owner } = workspace;
  projects += 1;
  const creatorId = owner.actor.userId;
  const { id } = await db.project.create({
    data: { key: `P${projects}`, name: "Paged", ownerId: creatorId },
  });
  await db.task.createMany({
    data: tasks.map((task, index) => ({ ...task, projectId: id, creatorId, number: index + 1, title: "A" })),
  });
  return id;
}

async function pages(projectId: string, input: Omit<Parameters<typeof listTasks>[1], "projectId">) {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTasks(workspace.owner, { projectId, ...input, ...(cursor ? { cursor } : {}) });
    found.push(...page.tasks.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    if (found.length > 100) throw new Error("The pages do not end.");
  } while (cursor);
  return found;
}

describe("pages of tasks", () => {
  for (const sort of taskSorts) {
    it(`put together are the whole list, sorted by ${sort}, whatever the limit`, async () => {
      const check = async (tasks: AnyTask[], limit: number, filtered: boolean) => {
        const projectId = await projectOf(tasks);
        const input = { sort, ...(filtered ? { status: "todo" as const } : {}) };
        const whole = (await listTasks(workspace.owner, { projectId, ...input, limit: 500 })).tasks;
        const kept = tasks.filter(
          ({ archivedAt, status }) => archivedAt === null && (!filtered || status === "todo"),
        );
        expect(whole).toHaveLength(kept.length);
        expect(isSorted(whole, sort)).toBe(true);
        expect(await pages(projectId, { ...input, limit })).toEqual(whole.map(({ id }) => id));
      };
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyTask, { maxLength: 14, size: "max" }),
          fc.integer({ min: 1, max: 4 }),
          fc.boolean(),
          check,
        ),
        { numRuns: runs },
      );
    }, 120_000);
  }
});

describe("pages of tasks that are alike", () => {
  const alike: AnyTask = {
    position: 7,
    dueDate: "2027-01-01",
    createdAt: new Date(1_800_000_000_123),
    updatedAt: new Date(1_800_000_000_123),
    status: "todo",
    archivedAt: null,
  };
  for (const sort of taskSorts) {
    it(`lose none between two pages, dated or not, sorted by ${sort}`, async () => {
      const undated = { ...alike, dueDate: null };
      const projectId = await projectOf([undated, alike, undated, alike, undated, alike, alike]);
      const whole = (await listTasks(workspace.owner, { projectId, sort })).tasks;
      expect(whole).toHaveLength(7);
      for (const limit of [1, 2, 3, 4, 6, 7]) {
        expect(await pages(projectId, { sort, limit })).toEqual(whole.map(({ id }) => id));
      }
    });
  }
});

interface Sorted {
  id: string;
  position: number;
  dueDate: string | null;
  createdAt: string;
  updatedAt: string;
}

/** Whether no task comes before one it should follow; undated ones come last either way. */
function isSorted(tasks: Sorted[], sort: (typeof taskSorts)[number]): boolean {
  const direction = sort.startsWith("-") ? -1 : 1;
  const column = taskSortColumns.find((name) => sort.endsWith(name)) ?? "position";
  return tasks.every((task, index) => {
    const next = tasks[index + 1];
    if (next === undefined) return true;
    const [first, second] = [task[column], next[column]];
    if (first === second) return task.id < next.id === (direction === 1);
    if (first === null || second === null) return second === null;
    return first < second === (direction === 1);
  });
}

describe("a cursor this list did not give", () => {
  const id = "0199ffff-ffff-7fff-bfff-ffffffffffff";
  const foreign: Record<string, string> = {
    "no base64": "%%%",
    "no JSON": Buffer.from("nonsense").toString("base64url"),
    "no list": Buffer.from('{"a":1}').toString("base64url"),
    "too short": writeCursor([]),
    "too long": writeCursor([1, id, id]),
    "no numbers": Buffer.from("[1e999,1e999]").toString("base64url"),
    objects: Buffer.from('[{"gt":""},{"gt":""}]').toString("base64url"),
    "a list in a list": Buffer.from('[[1],["a"]]').toString("base64url"),
    "no id": writeCursor(["x", 7]),
  };

  for (const sort of taskSorts) {
    for (const [what, cursor] of Object.entries(foreign)) {
      it(`${what}: sorted by ${sort}, it is refused by name`, async () => {
        const { owner, projectId } = workspace;
        const refusal = await refusalOf(() => listTasks(owner, { projectId, sort, cursor }));
        expect(refusal).toMatchObject({ code: "invalid_input", fields: ["cursor"] });
      });
    }
  }

  for (const [sort, other] of [
    ["position", "dueDate"],
    ["position", "-position"],
    ["position", "updatedAt"],
    ["updatedAt", "position"],
    ["-updatedAt", "updatedAt"],
    ["updatedAt", "createdAt"],
    ["dueDate", "position"],
    ["createdAt", "dueDate"],
    ["dueDate", "createdAt"],
  ] as const) {
    it(`from a list sorted by ${other}: sorted by ${sort}, it is refused by name`, async () => {
      const { owner } = workspace;
      const projectId = await projectOf([
        {
          position: 1024,
          dueDate: null,
          createdAt: new Date(0),
          updatedAt: new Date(0),
          status: "todo",
          archivedAt: null,
        },
        {
          position: 2048,
          dueDate: null,
          createdAt: new Date(0),
          updatedAt: new Date(0),
          status: "todo",
          archivedAt: null,
        },
      ]);
      const { nextCursor } = await listTasks(owner, { projectId, sort: other, limit: 1 });
      const cursor = nextCursor ?? "";
      expect(await refusalOf(() => listTasks(owner, { projectId, sort, cursor }))).toMatchObject({
        code: "invalid_input",
        fields: ["cursor"],
      });
      expect(await refusalOf(() => listTasks(owner, { projectId, sort: other, cursor }))).toBeNull();
    });
  }
});

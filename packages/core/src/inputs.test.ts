import { beforeAll, describe, expect, it } from "vitest";
import {
  createComment,
  createLabel,
  createProject,
  createTask,
  getSettings,
  getTask,
  listComments,
  listLabels,
  listProjects,
  listTasks,
  updateComment,
  updateLabel,
  updateProject,
  updateSettings,
  updateTask,
} from "./index";
import { type Scene, setScene } from "./testing/domain-calls";
import { dumpTables } from "./testing/dump";
import { refusalOf } from "./testing/refusal";
import { useTestPlatform } from "./testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "./testing/test-workspace";

const installation = useTestPlatform();
let workspace: TestWorkspace;
let scene: Scene;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
  scene = await setScene(workspace, workspace.owner);
});

/** What a route hands on: a parsed body of whatever shape. The functions must hold without the compiler's help. */
// biome-ignore lint/suspicious/noExplicitAny: the point is an input that the types would not allow
type Anything = any;

const doors: Record<string, { good: object; send: (input: Anything) => Promise<unknown> }> = {
  createProject: { good: { name: "A" }, send: (input) => createProject(workspace.owner, input) },
  updateProject: {
    good: { name: "A" },
    send: (input) => updateProject(workspace.owner, { ...input, id: scene.projectId }),
  },
  createTask: {
    good: { title: "A" },
    send: (input) => createTask(workspace.owner, { ...input, projectId: scene.projectId }),
  },
  updateTask: {
    good: { title: "A" },
    send: (input) => updateTask(workspace.owner, { ...input, id: scene.taskId }),
  },
  createComment: {
    good: { body: "A" },
    send: (input) => createComment(workspace.owner, { ...input, taskId: scene.taskId }),
  },
  updateComment: {
    good: { body: "A" },
    send: (input) => updateComment(workspace.owner, { ...input, id: scene.commentId }),
  },
  createLabel: { good: { name: "good" }, send: (input) => createLabel(workspace.owner, input) },
  updateLabel: {
    good: { name: "better" },
    send: (input) => updateLabel(workspace.owner, { ...input, id: scene.labelId }),
  },
  updateSettings: { good: { name: "A" }, send: (input) => updateSettings(workspace.owner, input) },
  listProjects: { good: {}, send: (input) => listProjects(workspace.owner, input) },
  listTasks: {
    good: {},
    send: (input) => listTasks(workspace.owner, { ...input, projectId: scene.projectId }),
  },
};

const wrongText = {
  "a number": 7,
  "a list": ["a"],
  "an object": { a: 1 },
  "10,000 characters too many": "a".repeat(60_000),
  "a NUL": "a\0b",
  "a bell": "a\u0007b",
  "a C1 control": "a\u0085b",
  "a lone surrogate": "a\ud800b",
};
const wrongLine = {
  ...wrongText,
  empty: "",
  blank: " \t\n ",
  null: null,
  "invisible characters alone": "\u200b\u200d\ufeff",
  "10,000 characters": "a".repeat(10_000),
  "a line break": "a\nb",
  "a line separator": "a\u2028b",
};
const wrongChoice = { "an unknown word": "nope", empty: "", null: null, "a number": 1, "a list": ["todo"] };
const wrongId = { "no id": "1", empty: "", "a path": "../../etc", "a number": 1 };
const wrongDay = {
  "no day": "soon",
  "30 February": "2027-02-30",
  "a time": "2027-01-01T00:00:00Z",
  "a number": 1,
};
const wrongFlag = { "a word": "true", "a number": 1, null: null };
const wrongLimit = {
  zero: "0",
  negative: "-1",
  "too many": "501",
  "no number": "many",
  half: "1.5",
  huge: "1e9",
};

const fields: [door: string, field: string, wrong: Record<string, unknown>][] = [
  ["createProject", "name", wrongLine],
  ["createProject", "description", wrongText],
  [
    "createProject",
    "key",
    {
      empty: "",
      null: null,
      "a number": 1,
      "a sign": "A-B",
      "one letter": "A",
      "a digit first": "1AB",
      "7 letters": "ABCDEFG",
    },
  ],
  ["createProject", "private", wrongFlag],
  ["createProject", "color", { "no colour": "#fff", "a number": 1 }],
  ["updateProject", "name", wrongLine],
  ["updateProject", "description", wrongText],
  ["updateProject", "status", wrongChoice],
  ["updateProject", "private", wrongFlag],
  ["createTask", "title", wrongLine],
  ["createTask", "description", wrongText],
  ["createTask", "status", wrongChoice],
  ["createTask", "priority", wrongChoice],
  ["createTask", "assigneeId", wrongId],
  ["createTask", "dueDate", wrongDay],
  ["createTask", "labelIds", { "a text": "a", null: null, "too many": Array(21).fill(crypto.randomUUID()) }],
  ["updateTask", "title", wrongLine],
  ["updateTask", "description", wrongText],
  ["updateTask", "status", wrongChoice],
  ["updateTask", "priority", wrongChoice],
  ["updateTask", "assigneeId", wrongId],
  ["updateTask", "dueDate", wrongDay],
  ["updateTask", "archived", wrongFlag],
  [
    "updateTask",
    "position",
    { nowhere: {}, both: { before: crypto.randomUUID(), after: crypto.randomUUID() } },
  ],
  ["createComment", "body", { ...wrongText, empty: "", blank: " \n ", null: null }],
  ["updateComment", "body", { ...wrongText, empty: "", blank: " \n ", null: null }],
  ["createLabel", "name", wrongLine],
  ["createLabel", "color", wrongChoice],
  ["updateLabel", "name", wrongLine],
  ["updateSettings", "name", wrongLine],
  ["listProjects", "status", wrongChoice],
  ["listProjects", "owner", wrongId],
  ["listProjects", "limit", wrongLimit],
  ["listProjects", "cursor", { "a word": "x", "10,000 characters": "a".repeat(10_000) }],
  ["listTasks", "status", wrongChoice],
  ["listTasks", "assignee", wrongId],
  ["listTasks", "label", wrongId],
  ["listTasks", "sort", wrongChoice],
  ["listTasks", "archived", { "a flag": true, "a word": "yes" }],
  ["listTasks", "limit", wrongLimit],
  ["listTasks", "query", { "10,000 characters": "a".repeat(10_000), "a number": 1 }],
];

function door(name: string) {
  const found = doors[name];
  if (!found) throw new Error(`There is no door ${name}.`);
  return found;
}

describe("a wrong field is refused by its name and changes nothing", () => {
  for (const [name, field, wrong] of fields) {
    it(`${name}: ${field}`, async () => {
      const { good, send } = door(name);
      const before = await dumpTables(workspace.db);
      for (const [what, value] of Object.entries(wrong)) {
        const refusal = await refusalOf(() => send({ ...good, [field]: value }));
        expect(refusal?.code, what).toBe("invalid_input");
        expect(
          refusal?.fields.map((path) => path.split(".")[0]),
          what,
        ).toContain(field);
      }
      expect(await dumpTables(workspace.db)).toEqual(before);
    });
  }

  for (const [name, { good, send }] of Object.entries(doors)) {
    it(`${name}: a field it does not know`, async () => {
      const before = await dumpTables(workspace.db);
      for (const field of ["tenantId", "ownerId", "createdAt", "constructor", "lastTaskNumber"]) {
        const refusal = await refusalOf(() => send({ ...good, [field]: "x" }));
        expect(refusal, field).toMatchObject({ code: "invalid_input", fields: [field] });
      }
      expect(await dumpTables(workspace.db)).toEqual(before);
    });

    it(`${name}: __proto__ changes nothing and nobody`, async () => {
      const before = await dumpTables(workspace.db);
      const text = JSON.stringify(good).replace(
        /}$/,
        `${good && Object.keys(good).length ? "," : ""}"__proto__":{"polluted":true}}`,
      );
      expect(await refusalOf(() => send(JSON.parse(text)))).toMatchObject({ code: "invalid_input" });
      expect("polluted" in {}).toBe(false);
      expect(await dumpTables(workspace.db)).toEqual(before);
    });
  }

  it("several at once are all named", async () => {
    const { owner } = workspace;
    const input: Anything = { projectId: scene.projectId, title: "", status: "x", dueDate: "y", more: 1 };
    const refusal = await refusalOf(() => createTask(owner, input));
    expect(new Set(refusal?.fields)).toEqual(new Set(["title", "status", "dueDate", "more"]));
  });
});

const honest = [
  "../../etc/passwd",
  "acme'; DROP TABLE tasks;--",
  "🎉👩‍👩‍👧‍👦",
  "日本株式会社",
  "مرحبا بالعالم",
  "‏שלום‎ \u202eevil",
  "=cmd()|' /C calc'!A0",
  "<script>alert(1)</script>",
  "{{7*7}} %s %00",
  "null",
  "e\u0301 vs é",
  '"quoted" \\backslash\\',
];

describe("odd but honest input is stored as written", () => {
  for (const text of honest) {
    it(text, async () => {
      const { owner } = workspace;
      const project = await createProject(owner, { name: text, description: text });
      expect(project).toMatchObject({ name: text, description: text });
      const task = await createTask(owner, { projectId: project.id, title: text, description: text });
      expect(await getTask(owner, task)).toMatchObject({ title: text, description: text });
      await createComment(owner, { taskId: task.id, body: text });
      expect((await listComments(owner, { taskId: task.id })).comments[0]?.body).toBe(text);
      const label = await createLabel(owner, { name: text });
      expect((await listLabels(owner)).labels).toContainEqual(label);
      await updateSettings(owner, { name: text });
      expect((await getSettings(owner)).name).toBe(text);
      const found = await listTasks(owner, { projectId: project.id, query: text });
      expect(found.tasks.map(({ id }) => id)).toEqual([task.id]);
    });
  }

  it("a text of several lines keeps them, tabs and the space around it", async () => {
    const { owner } = workspace;
    const description = "\tone\r\n\r\n  two  \n";
    const { projectId } = scene;
    expect((await createTask(owner, { projectId, title: "A", description })).description).toBe(description);
    expect((await createTask(owner, { projectId, title: "A", description: " \n " })).description).toBeNull();
  });
});

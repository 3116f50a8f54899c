import { readContent } from "../../support/database";
import { pick, pickText } from "../../support/http";
import { call, create, unique } from "../../support/people";
import { fill, leaks } from "../../support/planted";
import { expect, test } from "../../support/test";
import { expectAlike, expectRefusal, madeUpId } from "./attempts";

// Another workspace's ids inside what is otherwise one's own call. Each is answered like an id that nobody has.

const bodies = [
  { field: "assigneeId", body: (ids: Ids) => ({ assigneeId: ids.user }) },
  { field: "labelIds", body: (ids: Ids) => ({ labelIds: [ids.label] }) },
];

interface Ids {
  user: string;
  label: string;
  task: string;
  project: string;
}

const nobodys: Ids = { user: madeUpId, label: madeUpId, task: madeUpId, project: madeUpId };

for (const { field, body } of bodies) {
  test(`${field} takes one's own and refuses another workspace's`, async ({ server, planted, stranger }) => {
    const me = stranger.person;
    const own = { ...stranger.records, user: me.adminId };
    const foreign = { ...planted.records, user: planted.person.adminId };
    const before = await readContent(server, planted.person.tenant);

    const ways = [
      {
        method: "POST",
        path: `/api/v1/projects/${own.project}/tasks`,
        extra: { title: "A task" },
        done: 201,
      },
      { method: "PATCH", path: `/api/v1/tasks/${own.task}`, extra: {}, done: 200 },
    ];
    for (const { method, path, extra, done } of ways) {
      const mine = await readContent(server, me.tenant);
      const refused = await call(server, me, method, path, { body: { ...extra, ...body(foreign) } });
      expectRefusal(refused, 422, planted);
      expect(pick(refused, "errors.0.field")).toBe(field);
      expectAlike(refused, await call(server, me, method, path, { body: { ...extra, ...body(nobodys) } }));
      expect(await readContent(server, me.tenant)).toEqual(mine);

      const taken = await call(server, me, method, path, { body: { ...extra, ...body(own) } });
      expect(taken.status).toBe(done);
    }
    expect(await readContent(server, planted.person.tenant)).toEqual(before);
  });
}

for (const side of ["before", "after"]) {
  test(`position ${side} takes a task of the column and refuses another workspace's`, async ({
    server,
    planted,
    stranger,
  }) => {
    const me = stranger.person;
    const { project } = stranger.records;
    const first = await create(server, me, `/api/v1/projects/${project}/tasks`, { title: "First" });
    const second = await create(server, me, `/api/v1/projects/${project}/tasks`, { title: "Second" });
    const move = (id: string) =>
      call(server, me, "PATCH", `/api/v1/tasks/${second}`, { body: { position: { [side]: id } } });

    const refused = await move(planted.records.task);
    expectRefusal(refused, 422, planted);
    expectAlike(refused, await move(madeUpId));
    expect((await move(first)).status).toBe(200);
  });
}

test("a list asked for another workspace's people, labels or projects is as empty as for nobody's", async ({
  server,
  planted,
  stranger,
}) => {
  const me = stranger.person;
  const tasks = `/api/v1/projects/${stranger.records.project}/tasks`;
  const lists = [
    { path: `${tasks}?assignee=`, list: "tasks", foreign: planted.person.adminId, own: me.adminId },
    { path: `${tasks}?label=`, list: "tasks", foreign: planted.records.label, own: stranger.records.label },
    { path: "/api/v1/projects?owner=", list: "projects", foreign: planted.person.adminId, own: me.adminId },
  ];
  for (const { path, list, foreign, own } of lists) {
    const empty = await call(server, me, "GET", path + foreign);
    expect(pick(empty, list)).toEqual([]);
    expect(leaks(empty, planted.secrets, [foreign])).toEqual([]);
    expectAlike(empty, await call(server, me, "GET", path + madeUpId));
    expect(pick(await call(server, me, "GET", path + own), `${list}.0`)).toBeTruthy();
  }
});

test("a cursor of another workspace's list finds nothing of that workspace", async ({
  server,
  planted,
  stranger,
}) => {
  for (const [path, own] of [
    ["/api/v1/projects?limit=1", "/api/v1/projects?limit=1"],
    [
      `/api/v1/projects/${planted.person.projectId}/tasks?limit=1`,
      `/api/v1/projects/${stranger.person.projectId}/tasks?limit=1`,
    ],
  ] as const) {
    const cursor = pickText(await call(server, planted.person, "GET", path), "nextCursor");
    expect((await call(server, planted.person, "GET", `${path}&cursor=${cursor}`)).status).toBe(200);
    const answer = await call(server, stranger.person, "GET", `${own}&cursor=${cursor}`);
    expect([200, 422]).toContain(answer.status);
    expect(leaks(answer, planted.secrets)).toEqual([]);
  }
});

test("a search finds what is here and nothing of another workspace", async ({
  server,
  planted,
  stranger,
}) => {
  const path = `/api/v1/projects/${stranger.records.project}/tasks?query=`;
  const own = await call(server, stranger.person, "GET", path + stranger.secrets.taskTitle);
  expect(pick(own, "tasks.0.id")).toBe(stranger.records.task);
  for (const query of [planted.secrets.taskTitle, "Secret", "%25", "_", "'%20OR%201=1--"]) {
    const answer = await call(server, stranger.person, "GET", path + query);
    expect(answer.status).toBe(200);
    expect(leaks(answer, planted.secrets)).toEqual([]);
  }
});

test("fields that would choose the workspace or the owner are refused, not ignored", async ({
  server,
  planted,
  stranger,
}) => {
  const fresh = await fill(server, stranger.person);
  const before = await readContent(server, planted.person.tenant);
  for (const [field, value] of [
    ["tenant", planted.person.tenant],
    ["tenantId", planted.person.tenant],
    ["tenant_id", planted.person.tenant],
    ["ownerId", planted.person.adminId],
    ["creatorId", planted.person.adminId],
    ["projectId", planted.records.project],
    ["id", planted.records.task],
    ["project", { connect: { id: planted.records.project } }],
  ] as const) {
    for (const [method, path, body] of [
      ["PATCH", `/api/v1/tasks/${fresh.task}`, {}],
      ["POST", `/api/v1/projects/${fresh.project}/tasks`, { title: unique("Task ") }],
      ["POST", "/api/v1/projects", { name: unique("Project ") }],
    ] as const) {
      const refused = await call(server, stranger.person, method, path, {
        body: { ...body, [field]: value },
      });
      expect.soft(refused.status, `${field} in ${method} ${path}`).toBe(422);
      expect.soft(pick(refused, "errors.0.field")).toBe(field);
    }
  }
  expect(await readContent(server, planted.person.tenant)).toEqual(before);
  const body = { priority: "low" };
  const taken = await call(server, stranger.person, "PATCH", `/api/v1/tasks/${fresh.task}`, { body });
  expect(taken.status).toBe(200);
});

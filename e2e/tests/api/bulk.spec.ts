import { randomUUID } from "node:crypto";
import { apiClient } from "../../support/api-client/client";
import { readContent } from "../../support/database";
import { pick } from "../../support/http";
import { call, create } from "../../support/people";
import { expect, test } from "../../support/test";

test("each operation is done by itself and answered in its place", async ({ server, newcomer }) => {
  const person = await newcomer();
  const { projectId } = person;
  const api = apiClient(server, person);
  const kept = await create(server, person, `/api/v1/projects/${projectId}/tasks`, { title: "Kept" });
  const gone = await create(server, person, `/api/v1/projects/${projectId}/tasks`, { title: "Gone" });
  const before = (await readContent(server, person.tenant)).audit_log?.length ?? 0;

  const answer = await call(server, person, "POST", "/api/v1/tasks/bulk", {
    body: {
      operations: [
        { op: "create", projectId, title: "New", priority: "high" },
        { op: "update", id: kept, status: "completed" },
        { op: "update", id: kept, title: "" },
        { op: "update", id: randomUUID(), title: "Nobody's" },
        { op: "delete", id: gone },
        { op: "delete", id: gone },
        { op: "rename", id: kept },
        "nonsense",
      ],
    },
  });
  expect(answer.status).toBe(200);
  const results = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => pick(answer, `results.${at}`));
  expect(results).toMatchObject([
    { status: 201, task: { title: "New", priority: "high" } },
    { status: 200, id: kept, task: { status: "completed" } },
    { status: 422, problem: { code: "invalid_input", errors: [{ field: "title" }] } },
    { status: 404, problem: { code: "not_found" } },
    { status: 204, id: gone },
    { status: 404, problem: { code: "not_found" } },
    { status: 422, problem: { errors: [{ field: "op" }] } },
    { status: 422, problem: { code: "invalid_input" } },
  ]);

  const list = await api.GET("/projects/{id}/tasks", { params: { path: { id: projectId } } });
  const titles = list.data?.tasks.map(({ title }) => title);
  expect(titles).toContain("New");
  expect(titles).toContain("Kept");
  expect(titles).not.toContain("Gone");
  // One entry of the log for each of the three that were done.
  expect((await readContent(server, person.tenant)).audit_log).toHaveLength(before + 3);
});

test("ids of another workspace are answered like those nobody has", async ({ server, newcomer, planted }) => {
  const person = await newcomer();
  const { projectId } = person;
  const label = planted.records.label;
  const results = async (task: string, project: string, labelId: string) => {
    const answer = await call(server, person, "POST", "/api/v1/tasks/bulk", {
      body: {
        operations: [
          { op: "create", projectId: project, title: "Mine now" },
          { op: "create", projectId, title: "Labelled", labelIds: [labelId] },
          { op: "update", id: task, title: "Mine now" },
          { op: "delete", id: task },
        ],
      },
    });
    return answer.body.replaceAll(String(answer.headers["x-request-id"]), "<own>");
  };
  const before = await readContent(server, planted.person.tenant);
  const foreign = await results(planted.records.task, planted.records.project, label);
  expect(foreign).toBe(await results(randomUUID(), randomUUID(), randomUUID()));
  expect(JSON.parse(foreign).results.map(({ status }: { status: number }) => status)).toEqual([
    404, 422, 404, 404,
  ]);
  expect(await readContent(server, planted.person.tenant)).toEqual(before);
});

test("no operations and too many are refused whole", async ({ server, newcomer }) => {
  const person = await newcomer();
  const one = { op: "create", projectId: person.projectId, title: "A" };
  const before = await readContent(server, person.tenant);
  for (const operations of [[], Array.from({ length: 101 }, () => one), "all", null]) {
    const answer = await call(server, person, "POST", "/api/v1/tasks/bulk", { body: { operations } });
    expect(answer.status).toBe(422);
    expect(pick(answer, "errors.0.field")).toBe("operations");
  }
  expect(await readContent(server, person.tenant)).toEqual(before);
  const most = Array.from({ length: 100 }, () => one);
  const answer = await call(server, person, "POST", "/api/v1/tasks/bulk", { body: { operations: most } });
  expect(pick(answer, "results.99.status")).toBe(201);
});

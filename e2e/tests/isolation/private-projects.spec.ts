import { pick } from "../../support/http";
import type { Own } from "../../support/makers";
import { call, create, unique } from "../../support/people";
import { leaks } from "../../support/planted";
import { expect, test } from "../../support/test";
import { attempt, expectAlike, madeUpId, routesOf } from "./attempts";

// Inside one workspace: a private project is its owner's, and for every colleague it is not there.

test("a colleague finds a private project's records nowhere, and its owner does", async ({
  server,
  planted,
  colleague,
}) => {
  const owner = planted.person;
  const secret = {
    name: unique("PrivateName"),
    title: unique("PrivateTask"),
    comment: unique("PrivateComment"),
  };
  const project = await create(server, owner, "/api/v1/projects", { name: secret.name, private: true });
  const task = await create(server, owner, `/api/v1/projects/${project}/tasks`, {
    title: secret.title,
    assigneeId: owner.adminId,
  });
  const comment = await create(server, owner, `/api/v1/tasks/${task}/comments`, { body: secret.comment });
  const records: Own = { project, task, comment };

  // Those of records that may stand in a private project.
  for (const route of routesOf("tenant").filter(({ route: { record } }) => !record || record in records)) {
    const id = (route.route.record && records[route.route.record]) ?? "";
    const answer = await attempt(server, colleague, route, id);
    expect.soft(leaks(answer, secret), route.name).toEqual([]);
    if (!route.route.record) continue;
    expect.soft(answer.status, route.name).toBe(404);
    expectAlike(answer, await attempt(server, colleague, route, madeUpId));
  }

  const projects = await call(server, owner, "GET", "/api/v1/projects?limit=200");
  expect(leaks(projects, secret)).toEqual(["name"]);
  const tasks = await call(server, owner, "GET", `/api/v1/projects/${project}/tasks`);
  expect(pick(tasks, "tasks.0.id")).toBe(task);
  expect(leaks(await call(server, owner, "GET", `/api/v1/tasks/${task}/comments`), secret)).toEqual([
    "comment",
  ]);
});

test("a private project opens to colleagues when its owner says so, and to nobody by their own will", async ({
  server,
  planted,
  colleague,
}) => {
  const path = `/api/v1/projects/${await create(server, planted.person, "/api/v1/projects", {
    name: unique("Mine "),
    private: true,
  })}`;
  const open = { body: { private: false } };
  expect((await call(server, colleague, "PATCH", path, open)).status).toBe(404);
  expect((await call(server, colleague, "GET", path)).status).toBe(404);
  expect((await call(server, planted.person, "PATCH", path, open)).status).toBe(200);
  expect((await call(server, colleague, "GET", path)).status).toBe(200);
  expect((await call(server, colleague, "PATCH", path, { body: { private: true } })).status).toBe(403);
});

test("a colleague is not made responsible for a task they cannot see", async ({
  server,
  planted,
  colleague,
}) => {
  const project = await create(server, planted.person, "/api/v1/projects", {
    name: unique("Mine "),
    private: true,
  });
  const path = `/api/v1/projects/${project}/tasks`;
  const body = { title: "Secret work", assigneeId: colleague.adminId };
  const refused = await call(server, planted.person, "POST", path, { body });
  expect(refused.status).toBe(422);
  expect(pick(refused, "errors.0.field")).toBe("assigneeId");
  const taken = await call(server, planted.person, "POST", path, {
    body: { ...body, assigneeId: planted.person.adminId },
  });
  expect(taken.status).toBe(201);
});

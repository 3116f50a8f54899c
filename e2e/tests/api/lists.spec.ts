import { apiClient } from "../../support/api-client/client";
import { pick } from "../../support/http";
import { call, create } from "../../support/people";
import { expect, test } from "../../support/test";

test("every list sorts both ways, and its pages put together are the whole", async ({ server, newcomer }) => {
  const person = await newcomer();
  const api = apiClient(server, person);
  for (const name of ["Beta", "Alpha", "Gamma"]) await create(server, person, "/api/v1/projects", { name });

  for (const sort of ["name", "-name", "createdAt", "-createdAt", "updatedAt", "-updatedAt"] as const) {
    const whole = await api.GET("/projects", { params: { query: { sort } } });
    const names = whole.data?.projects.map(({ name }) => name) ?? [];
    expect(names).toHaveLength(4);
    if (sort === "name") expect(names).toEqual([...names].sort());

    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.GET("/projects", {
        params: { query: { sort, limit: 3, ...(cursor && { cursor }) } },
      });
      paged.push(...(page.data?.projects.map(({ name }) => name) ?? []));
      cursor = page.data?.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(names);
    if (sort.startsWith("-")) {
      const ascending = sort === "-name" ? "name" : sort === "-createdAt" ? "createdAt" : "updatedAt";
      const other = await api.GET("/projects", { params: { query: { sort: ascending } } });
      expect(other.data?.projects.map(({ name }) => name).reverse()).toEqual(names);
    }
  }
});

test("what is asked for stands beside each record, and nothing else does", async ({ server, newcomer }) => {
  const person = await newcomer();
  const api = apiClient(server, person);
  const labelId = await create(server, person, "/api/v1/labels", { name: "bug" });
  const path = { id: person.projectId };
  const made = await api.POST("/projects/{id}/tasks", {
    params: { path },
    body: { title: "Mend it", labelIds: [labelId], assigneeId: person.adminId },
  });
  const id = made.data?.id ?? "";
  await create(server, person, `/api/v1/tasks/${id}/comments`, { body: "Soon." });

  const me = { id: person.adminId, name: person.name, active: true };
  const include = "labels,assignee,creator,project";
  const one = await api.GET("/tasks/{id}", { params: { path: { id }, query: { include } } });
  expect(one.data).toMatchObject({
    labels: [{ id: labelId, name: "bug" }],
    assignee: me,
    creator: me,
    project: { id: person.projectId, name: "Getting Started" },
  });
  const many = await api.GET("/projects/{id}/tasks", {
    params: { path, query: { include, label: labelId } },
  });
  expect(many.data?.tasks).toEqual([one.data]);
  const mine = await api.GET("/my-tasks", { params: { query: { include: "labels" } } });
  expect(mine.data?.tasks.find((task) => task.id === id)?.labels).toEqual(one.data?.labels);

  const plain = await api.GET("/tasks/{id}", { params: { path: { id } } });
  for (const name of include.split(",")) expect(plain.data).not.toHaveProperty(name);

  const project = await api.GET("/projects/{id}", { params: { path, query: { include: "owner" } } });
  expect(project.data?.owner).toEqual(me);
  const comments = await api.GET("/tasks/{id}/comments", {
    params: { path: { id }, query: { include: "author" } },
  });
  expect(comments.data?.comments.map(({ author }) => author)).toEqual([me]);
});

test("what was changed since an instant is found, and what is due", async ({ server, newcomer }) => {
  const person = await newcomer();
  const api = apiClient(server, person);
  const path = { id: person.projectId };
  await api.POST("/projects/{id}/tasks", {
    params: { path },
    body: { title: "Early", dueDate: "2027-01-01" },
  });
  const late = await api.POST("/projects/{id}/tasks", {
    params: { path },
    body: { title: "Late", dueDate: "2027-06-01" },
  });
  const due = await api.GET("/projects/{id}/tasks", {
    params: { path, query: { dueFrom: "2027-02-01", dueTo: "2027-06-01" } },
  });
  expect(due.data?.tasks.map(({ title }) => title)).toEqual(["Late"]);
  const updatedSince = late.data?.updatedAt ?? "";
  const changed = await api.GET("/projects/{id}/tasks", { params: { path, query: { updatedSince } } });
  expect(changed.data?.tasks.map(({ title }) => title)).toEqual(["Late"]);
});

test("what a list does not understand is 422 and names the field", async ({ server, newcomer }) => {
  const person = await newcomer();
  const tasks = `/api/v1/projects/${person.projectId}/tasks`;
  for (const [address, field] of [
    ["/api/v1/projects?sort=-size", "sort"],
    ["/api/v1/projects?include=tasks", "include"],
    ["/api/v1/projects?limit=0", "limit"],
    ["/api/v1/projects?cursor=x", "cursor"],
    ["/api/v1/labels?sort=color", "sort"],
    [`${tasks}?sort=created`, "sort"],
    [`${tasks}?include=labels,`, "include"],
    [`${tasks}?updatedSince=yesterday`, "updatedSince"],
    [`${tasks}?dueTo=2027-13-01`, "dueTo"],
    [`${tasks}?colour=red`, "colour"],
    ["/api/v1/my-tasks?include=owner", "include"],
  ] as const) {
    const answer = await call(server, person, "GET", address);
    expect(answer.status, address).toBe(422);
    expect(pick(answer, "errors.0.field"), address).toBe(field);
  }
});

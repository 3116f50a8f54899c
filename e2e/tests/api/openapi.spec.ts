import { readFileSync } from "node:fs";
import { apiClient } from "../../support/api-client/client";
import { apiDocument } from "../../support/api-client/contract";
import { typesFile, typesOfDocument } from "../../support/api-client/write-types";
import { hydrated } from "../../support/board";
import { json, send } from "../../support/http";
import { expect, test } from "../../support/test";

test("the client's types are those of the document; `npm run openapi` writes them", async () => {
  expect(readFileSync(typesFile, "utf8")).toBe(await typesOfDocument());
});

test("the document is served to anybody, as it is committed", async ({ server }) => {
  const answer = await send(server.url, "GET", "/api/v1/openapi.json");
  expect(answer.status).toBe(200);
  expect(json(answer)).toEqual(apiDocument());
});

test("the client does a day's work, and its types know what it gets", async ({ server, newcomer }) => {
  const person = await newcomer();
  const api = apiClient(server, person);

  const project = await api.POST("/projects", { body: { name: "Website relaunch", color: "pine" } });
  expect(project.response.status).toBe(201);
  const id = project.data?.id ?? "";

  const path = { params: { path: { id } } };
  const task = await api.POST("/projects/{id}/tasks", { ...path, body: { title: "Say hello" } });
  expect(task.data).toMatchObject({ title: "Say hello", status: "todo", projectId: id });

  const missing = await api.POST("/projects/{id}/tasks", { ...path, body: { title: "" } });
  expect(missing.error).toMatchObject({ status: 422, errors: [{ field: "title" }] });

  const list = await api.GET("/projects/{id}/tasks", {
    params: { path: { id }, query: { sort: "-createdAt" } },
  });
  expect(list.data?.tasks.map(({ title }) => title)).toEqual(["Say hello"]);
});

test.describe("the API's page", () => {
  test("shows every operation, and is found by searching", async ({ page }) => {
    await page.goto("/docs/api");
    await hydrated(page);
    const ids = Object.values(apiDocument().paths).flatMap((item) => Object.values(item));
    await expect(page.locator("main section h3[id$='-title']")).toHaveCount(ids.length);

    const search = page.getByRole("searchbox", { name: "Search the API" }).first();
    await search.fill("post task comment");
    const contents = page.getByRole("navigation", { name: "Contents" }).first();
    await expect(contents.getByRole("link", { name: /Comment on a task/ })).toBeVisible();
    await expect(contents.getByRole("link", { name: /List projects/ })).toHaveCount(0);
    await search.press("Enter");
    await expect(page).toHaveURL(/#createTaskComment$/);
    await expect(page.getByRole("heading", { name: "Comment on a task" })).toBeInViewport();
  });

  test("gives a request to be copied", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/docs/api#createProject");
    await hydrated(page);
    const section = page.locator("#createProject");
    await section.getByRole("button", { name: "Copy the request: Create a project" }).click();
    await expect(section.getByRole("status")).toHaveText("Copied");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('curl -s "$base/api/v1/projects"');
    expect(copied).toContain('"name":"Website relaunch"');
  });
});

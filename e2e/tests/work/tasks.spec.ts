import { boardReady, card, choose, column, hydrated, pickOption } from "../../support/board";
import { json } from "../../support/http";
import { call, create } from "../../support/people";
import { expect, test } from "../../support/test";

test("a task is made with C, and by a line at the end of a column", async ({ page, visitor }) => {
  await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await boardReady(page);
  await page.keyboard.press("c");
  const form = page.getByRole("dialog", { name: "New task" });
  await form.getByLabel("Title").fill("Write the launch note");
  await form.getByLabel("Description").fill("Two paragraphs");
  await pickOption(page, form, "Priority", "High");
  await form.getByRole("button", { name: "Create task" }).click();
  await expect(form).toBeHidden();
  const made = card(column(page, "To do"), "Write the launch note");
  await expect(made).toBeVisible();
  await expect(made).toContainText("GET-4");
  await expect(made).toContainText("High priority");

  await page.getByRole("button", { name: "Add a task to Backlog" }).click();
  const line = page.getByRole("textbox", { name: "New task in Backlog" });
  for (const title of ["One idea", "Another idea"]) {
    await line.fill(title);
    await line.press("Enter");
    await expect(card(column(page, "Backlog"), title)).toBeVisible();
  }
  await line.press("Escape");
  await expect(line).toBeHidden();
  await page.reload();
  await expect(column(page, "Backlog").getByRole("listitem")).toHaveCount(2);
  await expect(made).toBeVisible();
});

test("what was typed into a new task survives closing the form", async ({ page, visitor }) => {
  await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await boardReady(page);
  await page.keyboard.press("c");
  await page.getByLabel("Title").fill("Half a thought");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("c");
  await expect(page.getByLabel("Title")).toHaveValue("Half a thought");
  await page.getByLabel("Title").press("Control+Enter");
  await expect(card(column(page, "To do"), "Half a thought")).toBeVisible();
});

test("a task's page edits every field, and a reload finds them", async ({ page, server, visitor }) => {
  const { tenant, projectId } = visitor;
  const id = await create(server, visitor, `/api/v1/projects/${projectId}/tasks`, { title: "Old title" });
  await page.goto(`/${tenant}/tasks/${id}`);
  await hydrated(page);

  await page.getByRole("button", { name: "Old title" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("New title");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "New title" })).toBeVisible();

  await page.getByRole("button", { name: "Add a description" }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("First line\nsecond line");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("First line")).toBeVisible();

  const rail = page.getByRole("complementary", { name: "Properties" });
  await pickOption(page, rail, "Status", "In review");
  await expect(rail.getByRole("button", { name: "Status: In review" })).toBeVisible();
  await pickOption(page, rail, "Priority", "Urgent");
  await expect(rail.getByRole("button", { name: "Priority: Urgent" })).toBeVisible();
  await pickOption(page, rail, "Assignee", visitor.name);
  await expect(rail.getByRole("button", { name: `Assignee: ${visitor.name}` })).toBeVisible();
  await rail.getByRole("button", { name: /^Labels: / }).click();
  await page.getByRole("combobox").fill("Launch");
  await page.getByRole("option", { name: "Create “Launch”" }).click();
  await page.keyboard.press("Escape");
  await expect(rail.getByRole("button", { name: "Labels: Launch" })).toBeVisible();
  await rail.getByRole("button", { name: /^Due/ }).click();
  await page.getByLabel("Another day").fill("2031-05-17");
  await page.getByLabel("Another day").press("Enter");
  await expect(rail.getByRole("button", { name: /^Due.*17 May/ })).toBeVisible();

  const stored = () => call(server, visitor, "GET", `/api/v1/tasks/${id}`).then(json);
  await expect.poll(stored).toMatchObject({
    title: "New title",
    description: "First line\nsecond line",
    status: "in_review",
    priority: "urgent",
    assigneeId: visitor.adminId,
    dueDate: "2031-05-17",
    labelIds: [expect.any(String)],
  });
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "New title" })).toBeVisible();
  await expect(page).toHaveTitle(/New title/);
  await expect(rail.getByRole("button", { name: "Labels: Launch" })).toBeVisible();
  await expect(rail.getByRole("button", { name: "Status: In review" })).toBeVisible();
});

test("an edit that is left alone changes nothing", async ({ page, server, visitor }) => {
  const path = `/api/v1/projects/${visitor.projectId}/tasks`;
  const id = await create(server, visitor, path, { title: "As it is" });
  const before = json(await call(server, visitor, "GET", `/api/v1/tasks/${id}`));
  await page.goto(`/${visitor.tenant}/tasks/${id}`);
  await hydrated(page);
  await page.getByRole("button", { name: "As it is" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Something else");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { level: 1, name: "As it is" })).toBeVisible();
  await page.getByRole("button", { name: "As it is" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("   ");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "As it is" })).toBeVisible();
  expect(json(await call(server, visitor, "GET", `/api/v1/tasks/${id}`))).toEqual(before);
});

test("comments are written, rewritten and deleted", async ({ page, server, visitor }) => {
  const path = `/api/v1/projects/${visitor.projectId}/tasks`;
  const id = await create(server, visitor, path, { title: "Talk about it" });
  await page.goto(`/${visitor.tenant}/tasks/${id}`);
  await hydrated(page);
  const comments = page.getByRole("region", { name: "Comments" });
  await comments.getByRole("textbox", { name: "Add a comment" }).fill("First thoughts");
  await comments.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(comments.getByText("First thoughts")).toBeVisible();
  await expect(comments.getByRole("textbox", { name: "Add a comment" })).toHaveValue("");

  await choose(page, comments.getByRole("button", { name: "Comment actions" }), "Edit");
  await comments.getByRole("textbox", { name: "Edit your comment" }).fill("Second thoughts");
  await comments.getByRole("button", { name: "Save" }).click();
  await expect(comments.getByText("Second thoughts")).toBeVisible();
  await expect(comments.getByText("edited")).toBeVisible();
  await page.reload();
  await expect(comments.getByText("Second thoughts")).toBeVisible();

  await hydrated(page);
  await choose(page, comments.getByRole("button", { name: "Comment actions" }), "Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete comment" }).click();
  await expect(comments.getByText("Second thoughts")).toBeHidden();
  const left = () => call(server, visitor, "GET", `/api/v1/tasks/${id}/comments`).then(json);
  await expect.poll(left).toMatchObject({ comments: [] });
});

test("a task is archived, found among the archived, restored, and deleted for good", async ({
  page,
  server,
  visitor,
}) => {
  const path = `/api/v1/projects/${visitor.projectId}/tasks`;
  const id = await create(server, visitor, path, { title: "Soon gone" });
  await page.goto(`/${visitor.tenant}/tasks/${id}`);
  await hydrated(page);
  const actions = page.getByRole("button", { name: "Task actions" });
  await choose(page, actions, "Archive task");
  await expect(page.getByText("This task is archived.")).toBeVisible();
  // The page says so before the server does.
  const stored = () => call(server, visitor, "GET", `/api/v1/tasks/${id}`).then(json);
  await expect.poll(stored).toMatchObject({ archivedAt: expect.any(String) });

  await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await boardReady(page);
  await expect(page.getByRole("link", { name: "Soon gone" })).toHaveCount(0);
  await choose(page, page.getByRole("button", { name: "Project actions" }), "Archived tasks");
  await page.getByRole("region", { name: "Archived tasks" }).getByRole("link", { name: "Soon gone" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Soon gone" })).toBeVisible();
  await choose(page, actions, "Restore task");
  await expect(page.getByText("This task is archived.")).toBeHidden();

  await choose(page, actions, "Delete task");
  await expect(page).toHaveURL(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await expect(column(page, "To do")).toBeVisible();
  await expect(page.getByRole("link", { name: "Soon gone" })).toHaveCount(0);
  expect((await call(server, visitor, "GET", `/api/v1/tasks/${id}`)).status).toBe(404);
});

test("the list shows the same tasks, edits them in place, filters, and keeps its view in the address", async ({
  page,
  visitor,
}) => {
  await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await boardReady(page);
  await page.getByRole("button", { name: "List", exact: true }).click();
  const row = card(page, "Customize settings");
  await expect(row).toBeVisible();
  await pickOption(page, row, "Status", "Completed");
  await expect(card(column(page, "Completed"), "Customize settings")).toBeVisible();

  await page.getByRole("searchbox", { name: "Filter by words" }).fill("invite");
  await expect(card(page, "Customize settings")).toHaveCount(0);
  await expect(card(page, "Invite team members")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Filter by words" })).toHaveValue("invite");
  await expect(card(page, "Invite team members")).toBeVisible();
  await expect(card(page, "Customize settings")).toHaveCount(0);
  await hydrated(page);
  await page.getByRole("searchbox", { name: "Filter by words" }).fill("no such words");
  await expect(page.getByText("No task matches these filters.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(card(column(page, "Completed"), "Customize settings")).toBeVisible();
});

test("my work holds one's open tasks of every project, by day", async ({ page, server, visitor }) => {
  const project = await create(server, visitor, "/api/v1/projects", { name: "Elsewhere" });
  const path = `/api/v1/projects/${project}/tasks`;
  const mine = { assigneeId: visitor.adminId };
  await create(server, visitor, path, { title: "Long overdue", dueDate: "2020-01-01", ...mine });
  await create(server, visitor, path, { title: "Somebody's", dueDate: "2020-01-01" });
  await create(server, visitor, path, { title: "Done already", status: "completed", ...mine });
  await page.goto(`/${visitor.tenant}/my-work`);
  const overdue = page.getByRole("region", { name: /^Overdue/ });
  await expect(card(overdue, "Long overdue")).toBeVisible();
  await expect(page.getByRole("region", { name: /^No due date/ }).getByRole("listitem")).toHaveCount(3);
  await expect(page.getByText("Somebody's")).toHaveCount(0);
  await expect(page.getByText("Done already")).toHaveCount(0);
});

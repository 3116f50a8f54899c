import { boardReady, choose, column, hydrated } from "../../support/board";
import { json } from "../../support/http";
import { call, create } from "../../support/people";
import { expect, test } from "../../support/test";

test("a task is deleted, and brought back by Undo to where it was", async ({ page, server, visitor }) => {
  const id = await create(server, visitor, `/api/v1/projects/${visitor.projectId}/tasks`, {
    title: "Too soon",
  });
  await create(server, visitor, `/api/v1/tasks/${id}/comments`, { body: "Keep this" });
  const before = json(await call(server, visitor, "GET", `/api/v1/tasks/${id}`));
  await page.goto(`/${visitor.tenant}/tasks/${id}`);
  await hydrated(page);
  await choose(page, page.getByRole("button", { name: "Task actions" }), "Delete task");
  await expect(page).toHaveURL(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await boardReady(page);
  const link = column(page, "To do").getByRole("link", { name: "Too soon" });
  await expect(link).toHaveCount(0);
  expect((await call(server, visitor, "GET", `/api/v1/tasks/${id}`)).status).toBe(404);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(link).toBeVisible();
  const after = json(await call(server, visitor, "GET", `/api/v1/tasks/${id}`));
  expect(after).toEqual({ ...Object(before), updatedAt: Object(after).updatedAt });
  await link.click();
  await expect(page.getByText("Keep this")).toBeVisible();
});

test("what was deleted is restored from the trash by keyboard, or deleted for good", async ({
  page,
  server,
  visitor,
}) => {
  await page.goto(`/${visitor.tenant}/trash`);
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  const project = await create(server, visitor, "/api/v1/projects", { name: "Garden" });
  await create(server, visitor, `/api/v1/projects/${project}/tasks`, { title: "Dig" });
  await call(server, visitor, "DELETE", `/api/v1/projects/${project}`);
  for (const title of ["First out", "Second out"]) {
    const path = `/api/v1/projects/${visitor.projectId}/tasks`;
    await call(server, visitor, "DELETE", `/api/v1/tasks/${await create(server, visitor, path, { title })}`);
  }

  await page.goto(`/${visitor.tenant}`);
  await page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Trash" }).click();
  await hydrated(page);
  const rows = page.getByRole("region", { name: "Deleted" }).getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("Second out");
  await expect(rows.first()).toContainText("Task in Getting Started");
  await expect(rows.last()).toContainText("Project with 1 task");
  await expect(rows.first()).toContainText("30 days left");

  await page.getByRole("button", { name: "Restore Second out" }).press("Enter");
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Restore First out" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const question = page.getByRole("alertdialog", { name: /for good/ });
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Delete First out for good" })).toBeFocused();
  await page.keyboard.press("Enter");
  await question.getByRole("button", { name: "Delete for good" }).click();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Restore Garden" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  const navigation = page.getByRole("navigation", { name: "Workspace" });
  await navigation.getByRole("link", { name: "Garden" }).click();
  await expect(column(page, "To do").getByRole("link", { name: "Dig" })).toBeVisible();
});

test("a project whose key is taken says so, and stays in the trash", async ({ page, server, visitor }) => {
  const first = await create(server, visitor, "/api/v1/projects", { name: "Garden", key: "GAR" });
  await call(server, visitor, "DELETE", `/api/v1/projects/${first}`);
  await create(server, visitor, "/api/v1/projects", { name: "Garage", key: "GAR" });
  await page.goto(`/${visitor.tenant}/trash`);
  await hydrated(page);
  await page.getByRole("button", { name: "Restore Garden" }).click();
  await expect(page.getByText("Another project has the key GAR by now.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Restore Garden" })).toBeEnabled();
});

import { boardReady, choose } from "../../support/board";
import { call } from "../../support/people";
import { expect, test } from "../../support/test";

test("a project is made, renamed, archived, restored and deleted", async ({ page, server, visitor }) => {
  await page.goto(`/${visitor.tenant}/projects`);
  await page.getByRole("button", { name: "New project" }).click();
  const form = page.getByRole("dialog", { name: "New project" });
  await form.getByLabel("Name", { exact: true }).fill("Spring catalogue");
  await form.getByLabel("Description").fill("Everything for April");
  await form.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Spring catalogue" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/${visitor.tenant}/projects/[0-9a-f-]{36}`));
  await expect(page).toHaveTitle(/^Spring catalogue/);
  await expect(page.getByRole("main").getByText("Everything for April.")).toBeVisible();
  const id = /projects\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
  const actions = page.getByRole("button", { name: "Project actions" });
  await boardReady(page);

  await choose(page, actions, "Edit project");
  const edit = page.getByRole("dialog", { name: "Edit project" });
  await edit.getByLabel("Name", { exact: true }).fill("Summer catalogue");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Summer catalogue" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Workspace" })).toContainText("Summer catalogue");

  await choose(page, actions, "Archive project");
  await expect(page.getByText("This project is archived.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^New task/ })).toBeDisabled();
  await expect(page.getByRole("navigation", { name: "Workspace" })).not.toContainText("Summer catalogue");
  const write = () =>
    call(server, visitor, "POST", `/api/v1/projects/${id}/tasks`, { body: { title: "Too late" } });
  expect((await write()).status).toBe(409);

  await choose(page, actions, "Restore project");
  await expect(page.getByText("This project is archived.")).toBeHidden();
  await expect(page.getByRole("button", { name: /^New task/ })).toBeEnabled();
  expect((await write()).status).toBe(201);

  await choose(page, actions, "Delete project");
  await expect(page).toHaveURL(`/${visitor.tenant}/projects`);
  await expect(page.getByRole("main").getByRole("link", { name: "Getting Started" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Summer catalogue" })).toHaveCount(0);
  expect((await call(server, visitor, "GET", `/api/v1/projects/${id}`)).status).toBe(404);
  const gone = await page.goto(`/${visitor.tenant}/projects/${id}`);
  expect(gone?.status()).toBe(404);
});

test("a project without a name is not made, and says why", async ({ page, visitor }) => {
  await page.goto(`/${visitor.tenant}/projects`);
  await page.getByRole("button", { name: "New project" }).click();
  const form = page.getByRole("dialog", { name: "New project" });
  await form.getByLabel("Description").fill("Kept");
  await form.getByRole("button", { name: "Create project" }).click();
  await expect(form.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Write a project name.");
  await expect(form.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(form.getByLabel("Description")).toHaveValue("Kept");
  await page.keyboard.press("Escape");
  await expect(form).toBeHidden();
  await expect(page.getByRole("button", { name: "New project" })).toBeFocused();
});

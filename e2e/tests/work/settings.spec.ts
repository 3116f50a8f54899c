import { choose, hydrated } from "../../support/board";
import { addMember, changeMember } from "../../support/database";
import { json } from "../../support/http";
import { call, logIn } from "../../support/people";
import { expect, test } from "../../support/test";

test("a workspace is renamed, and keeps its address", async ({ page, visitor }) => {
  await page.goto(`/${visitor.tenant}/settings`);
  await hydrated(page);
  await page.getByLabel("Name", { exact: true }).fill("A new name");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The workspace is renamed")).toBeVisible();
  await expect(page.getByRole("button", { name: "Workspace: A new name" })).toBeVisible();
  await page.goto(`/${visitor.tenant}`);
  await expect(page.getByRole("heading", { level: 1, name: "A new name" })).toBeVisible();

  await page.goto(`/${visitor.tenant}/settings`);
  await hydrated(page);
  await page.getByLabel("Name", { exact: true }).fill(" ");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Write a company name.");
});

test("a member reads the settings and cannot change them, by the page or by the route", async ({
  page,
  server,
  newcomer,
  enter,
}) => {
  const owner = await newcomer();
  const member = await newcomer();
  const userId = await addMember(server, owner.tenant, member, "member");
  await enter(member);
  await page.goto(`/${owner.tenant}/settings`);
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(
    /Only owners and admins/,
  );
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  const rename = () =>
    call(server, { ...member, tenant: owner.tenant }, "PATCH", "/api/v1/settings", {
      body: { name: "Taken over" },
    });
  expect((await rename()).status).toBe(403);
  await changeMember(server, owner.tenant, userId, "role", "admin");
  expect((await rename()).status).toBe(200);
});

test("a person's name and password are changed", async ({ page, server, visitor }) => {
  const profile = `/${visitor.tenant}/settings/profile`;
  await page.goto(profile);
  await hydrated(page);
  await page.getByLabel("Name", { exact: true }).fill("Grace Hopper");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Account: Grace Hopper" })).toBeVisible();
  expect(json(await call(server, visitor, "GET", "/api/v1/account"))).toMatchObject({ name: "Grace Hopper" });
  expect((await call(server, visitor, "GET", "/api/v1/members")).body).toContain("Grace Hopper");

  const form = page.getByRole("form", { name: "Change password" });
  const change = async (current: string, next: string) => {
    await form.getByLabel("Current password").fill(current);
    await form.getByLabel("New password").fill(next);
    await form.getByRole("button", { name: "Change password" }).click();
  };
  await change("not my password", "a wholly new password");
  await expect(form.getByLabel("Current password")).toHaveAccessibleDescription(
    "This is not your current password.",
  );
  await change(visitor.password, "short");
  await expect(form.getByLabel("New password")).toHaveAccessibleDescription(/12 characters/);
  await expect(logIn(server, visitor)).resolves.toContain("session-token");
  await change(visitor.password, "a wholly new password");
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await expect(logIn(server, visitor)).rejects.toThrow("401");
  await expect(logIn(server, { ...visitor, password: "a wholly new password" })).resolves.toContain(
    "session-token",
  );
});

test("a second workspace is made, and one switches between the two", async ({ page, server, visitor }) => {
  const companyName = `Second of ${visitor.tenant}`;
  await page.goto(`/${visitor.tenant}`);
  await hydrated(page);
  const switcher = page.getByRole("button", { name: /^Workspace: / });
  await choose(page, switcher, "New workspace");
  await page.getByLabel("Company", { exact: true }).fill(companyName);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByRole("heading", { level: 1, name: companyName })).toBeVisible();
  await expect(page).not.toHaveURL(`/${visitor.tenant}`);
  const second = new URL(page.url()).pathname.slice(1);

  // What is written in one is not in the other.
  const person = { ...visitor, tenant: second };
  await call(server, person, "POST", "/api/v1/projects", { body: { name: "Only in the second" } });
  await page.goto(`/${second}/projects`);
  await expect(page.getByRole("main").getByText("Only in the second")).toBeVisible();
  await hydrated(page);
  const first = await call(server, visitor, "GET", "/api/v1/settings").then(json);
  const name = typeof first === "object" && first !== null && "name" in first ? String(first.name) : "";
  await choose(page, switcher, name);
  await expect(page).toHaveURL(`/${visitor.tenant}`);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("Only in the second")).toHaveCount(0);
  await page
    .getByRole("navigation", { name: "Workspace" })
    .getByRole("link", { name: "Projects", exact: true })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  await expect(page.getByText("Only in the second")).toHaveCount(0);

  await page.goto("/workspaces");
  await expect(page.getByRole("heading", { name: "Your workspaces" })).toBeVisible();
  await page.getByRole("link", { name: companyName }).click();
  await expect(page).toHaveURL(`/${second}`);
  const foreign = await call(server, person, "GET", `/api/v1/projects/${visitor.projectId}`);
  expect(foreign.status).toBe(404);
});

test("an account that is a last owner stays, and one that is not goes", async ({
  page,
  server,
  newcomer,
  enter,
}) => {
  const owner = await newcomer();
  const leaver = await newcomer();
  const userId = await addMember(server, owner.tenant, leaver, "member");
  await enter(leaver);
  await page.goto(`/${leaver.tenant}/settings/profile`);
  await hydrated(page);
  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  await dialog.getByLabel("Your password").fill(leaver.password);
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(dialog.getByRole("alert")).toContainText(leaver.tenant);
  await expect(logIn(server, leaver)).resolves.toContain("session-token");

  // Somebody else owns their workspace too now: they may go.
  await addMember(server, leaver.tenant, owner, "owner");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByText("Your account is deleted.")).toBeVisible();
  await expect(logIn(server, leaver)).rejects.toThrow("401");
  const members = await call(server, owner, "GET", "/api/v1/members");
  expect(members.body).not.toContain(userId);
  expect(members.body).not.toContain(leaver.email);
});

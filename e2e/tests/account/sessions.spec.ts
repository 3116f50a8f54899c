import type { Page } from "@playwright/test";
import { readCatalog } from "../../support/database";
import { fillInLogIn } from "../../support/forms";
import { call, logIn, type Person } from "../../support/people";
import type { Server } from "../../support/server";
import { forgeSession, sessionSecret } from "../../support/session-token";
import { expect, test } from "../../support/test";

const now = () => Math.floor(Date.now() / 1000);

test("log-out ends the session in this browser, on every page and behind the back button, and no other", async ({
  page,
  server,
  visitor,
}) => {
  const elsewhere = { ...visitor, cookie: await logIn(server, visitor) };
  const status = async (person: Person) => (await call(server, person, "GET", "/api/v1/account")).status;
  expect([await status(visitor), await status(elsewhere)]).toEqual([200, 200]);
  const heading = page.getByRole("heading", { level: 1, name: "Getting Started" });
  await page.goto(`/${visitor.tenant}`);
  await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await expect(heading).toBeVisible();
  await page.getByRole("button", { name: `Account: ${visitor.name}` }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();

  await page.goBack();
  await expect(page).toHaveURL(/\/login\?/);
  await expect(heading).toBeHidden();
  await page.goto(`/${visitor.tenant}/settings/profile`);
  await expect(page).toHaveURL(/\/login\?/);
  // Whoever had copied its cookie is out as well.
  expect([await status(visitor), await status(elsewhere)]).toEqual([401, 200]);
});

test("the next person at the same browser sees nothing of the one before", async ({
  page,
  visitor,
  newcomer,
}) => {
  const next = await newcomer();
  await page.goto(`/${visitor.tenant}/projects`);
  await expect(page.getByRole("main").getByRole("link", { name: "Getting Started" })).toBeVisible();
  await page.getByRole("button", { name: `Account: ${visitor.name}` }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await page.getByRole("link", { name: "Log in" }).click();
  await fillInLogIn(page, next);
  await expect(page).toHaveURL(`/${next.tenant}`);
  await expect(page.getByRole("button", { name: `Account: ${next.name}` })).toBeVisible();
  expect(await page.content()).not.toContain(visitor.tenant);
  expect(await page.content()).not.toContain(visitor.email);
  await page.goto(`/${visitor.tenant}/projects`);
  await expect(page.getByRole("heading", { name: "You do not have access to this." })).toBeVisible();
});

test("a session is one that this server made and that has not expired", async ({ server, visitor, page }) => {
  const account = await accountOf(server, visitor);
  const secret = sessionSecret(server);
  const good = { accountId: account.id, version: account.session_version, iat: now(), exp: now() + 3600 };
  const status = async (cookie: string) =>
    (await call(server, null, "GET", "/api/v1/account", { headers: { cookie } })).status;

  expect(await status(forgeSession(secret, good))).toBe(200);
  for (const [what, cookie] of Object.entries({
    expired: forgeSession(secret, { ...good, iat: now() - 7200, exp: now() - 3600 }),
    "under another secret": forgeSession(`${secret}x`, good),
    "of an ended version": forgeSession(secret, { ...good, version: good.version - 1 }),
    "of a version to come": forgeSession(secret, { ...good, version: good.version + 1 }),
    "of nobody": forgeSession(secret, { ...good, accountId: "01920000-0000-7000-8000-000000000000" }),
    "of everybody": forgeSession(secret, { ...good, accountId: { contains: "" } }),
    "without a version": forgeSession(secret, { ...good, version: undefined }),
    "a plain token": `next-auth.session-token=${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify(good)).toString("base64url")}.`,
  })) {
    expect.soft(await status(cookie), what).toBe(401);
    const [name = "", value = ""] = cookie.split("=");
    await page.context().addCookies([{ name, value, url: server.url }]);
    await page.goto(`/${visitor.tenant}`);
    await expect.soft(page, what).toHaveURL(/\/login\?/);
  }
});

test("a password changed in one browser ends the session in every other at its next request", async ({
  server,
  page,
  visitor,
  browser,
}) => {
  const elsewhere = await browser.newContext({
    baseURL: server.url,
    storageState: await page.context().storageState(),
  });
  const other = await elsewhere.newPage();
  const board = `/${visitor.tenant}/projects/${visitor.projectId}`;
  await other.goto(board);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Getting Started");

  await page.goto(`/${visitor.tenant}/settings/profile`);
  await changePassword(page, visitor.password, "a wholly new password");
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();

  expect((await call(server, visitor, "GET", "/api/v1/projects")).status).toBe(401);
  await other.reload();
  await expect(other).toHaveURL(/\/login\?/);
  await elsewhere.close();
});

async function changePassword(page: Page, current: string, next: string): Promise<void> {
  const form = page.getByRole("form", { name: "Change password" });
  await form.getByLabel("Current password").fill(current);
  await form.getByLabel("New password").fill(next);
  await form.getByRole("button", { name: "Change password" }).click();
}

async function accountOf(server: Server, person: Person): Promise<{ id: string; session_version: number }> {
  const { accounts } = await readCatalog(server);
  const row = accounts?.find(
    (account): account is { id: string; email: string; session_version: number } =>
      typeof account === "object" && account !== null && "email" in account && account.email === person.email,
  );
  if (row === undefined) throw new Error(`There is no account ${person.email}`);
  return row;
}

import { fillInLogIn } from "../../support/forms";
import { pickText, send } from "../../support/http";
import { cookiesOf, unique } from "../../support/people";
import { expect, test } from "../../support/test";

test("a wrong password and an unknown address are refused in the same words, and the right one is not", async ({
  page,
  newcomer,
}) => {
  const person = await newcomer();
  const refused = page.getByRole("alert").filter({ hasText: "do not belong together" });
  await page.goto("/login");
  await fillInLogIn(page, { ...person, password: "not the password" });
  await expect(refused).toBeVisible();
  const words = await refused.textContent();
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
  await expect(page).toHaveURL(/\/login$/);

  await page.reload();
  await fillInLogIn(page, { ...person, email: `${unique()}@example.com` });
  await expect(refused).toHaveText(words ?? "");

  await fillInLogIn(page, { ...person, email: person.email.toUpperCase() });
  await expect(page).toHaveURL(`/${person.tenant}`);
});

test("empty fields say what is missing, and the first of them has the focus", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/^Write /);
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription("Write your password.");
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");

  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByLabel("Password")).toBeFocused();
  await expect(page.getByLabel("E-mail")).not.toHaveAttribute("aria-invalid", "true");
});

test("the sign-up form does the same", async ({ page }) => {
  await page.goto("/signup");
  await page.getByLabel("Company", { exact: true }).fill("ACME Corp");
  await expect(page.getByText("/acme_corp")).toBeVisible();
  await page.getByLabel("Work e-mail").fill("ada@");
  await page.getByLabel("Password").fill("password1234");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByLabel("Your name")).toBeFocused();
  await expect(page.getByLabel("Your name")).toHaveAccessibleDescription("Write a name.");
  await expect(page.getByLabel("Work e-mail")).toHaveAccessibleDescription(/whole address/);
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/first passwords anyone would try/);
  await expect(page.getByLabel("Company", { exact: true })).toHaveValue("ACME Corp");
});

test("an address that has an account is told to log in, and nothing typed is lost", async ({
  page,
  newcomer,
}) => {
  const { email } = await newcomer();
  await page.goto("/signup");
  await page.getByLabel("Company", { exact: true }).fill("ACME Corp");
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByLabel("Work e-mail")).toBeFocused();
  await expect(page.getByRole("link", { name: "Log in to add a workspace" })).toBeVisible();
  await expect(page.getByLabel("Company", { exact: true })).toHaveValue("ACME Corp");
});

test("log-in leads back to where one wanted to go on this site", async ({ page, newcomer }) => {
  const person = await newcomer();
  const own = `/${person.tenant}/projects/${person.projectId}`;
  await page.goto(own);
  await fillInLogIn(page, person);
  await expect(page).toHaveURL(new RegExp(`/${person.tenant}(/|$)`));
  await page.context().clearCookies();
  await page.goto(`/login?callbackUrl=${encodeURIComponent(own)}`);
  await fillInLogIn(page, person);
  await expect(page).toHaveURL(own);
});

for (const wanted of [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "javascript:alert(1)",
  "http:evil.example",
  "/api/auth/signout",
]) {
  test(`log-in does not lead to ${JSON.stringify(wanted)}`, async ({ page, newcomer }) => {
    const person = await newcomer();
    await page.goto(`/login?callbackUrl=${encodeURIComponent(wanted)}`);
    await fillInLogIn(page, person);
    await expect(page).toHaveURL(`/${person.tenant}`);
  });
}

test("NextAuth's own routes follow no address of another site", async ({ server, newcomer }) => {
  const { email, password } = await newcomer();
  const token = await send(server.url, "GET", "/api/auth/csrf");
  const csrfToken = pickText(token, "csrfToken");
  const cookie = cookiesOf(token);
  const headers = { cookie, "content-type": "application/x-www-form-urlencoded" };
  for (const callbackUrl of ["https://evil.example/", "//evil.example", `${server.url}@evil.example`]) {
    for (const json of ["true", "false"]) {
      const body = new URLSearchParams({ csrfToken, email, password, callbackUrl, json }).toString();
      const answer = await send(server.url, "POST", "/api/auth/callback/credentials", { headers, body });
      const address = answer.headers.location ?? pickText(answer, "url");
      expect.soft(new URL(address, server.url).origin).toBe(server.url);
      expect.soft(cookiesOf(answer)).toContain("session-token=ey");
    }
  }
});

test("whoever is logged in does not see the log-in page", async ({ page, visitor }) => {
  await page.goto("/login");
  await expect(page).toHaveURL(`/${visitor.tenant}`);
});

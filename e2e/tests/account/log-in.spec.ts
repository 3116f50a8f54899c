import type { Page } from "@playwright/test";
import { send } from "../../support/http";
import { cookiesOf, unique } from "../../support/people";
import { expect, test } from "../../support/test";

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

test("a wrong password and an unknown address are refused in the same words, and the right one is not", async ({
  page,
  newcomer,
}) => {
  const person = await newcomer();
  const refused = page.getByRole("alert").filter({ hasText: "do not belong together" });
  await page.goto("/login");
  await fillIn(page, person.email, "not the password");
  await expect(refused).toBeVisible();
  const words = await refused.textContent();
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
  await expect(page).toHaveURL(/\/login$/);

  await page.reload();
  await fillIn(page, `${unique()}@example.com`, person.password);
  await expect(refused).toHaveText(words ?? "");

  await fillIn(page, person.email.toUpperCase(), person.password);
  await expect(page).toHaveURL(`/${person.tenant}`);
});

test("empty fields say what is missing, and the first of them has the focus", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/e-mail/i);
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
  await page.getByLabel("Company").fill("ACME Corp");
  await expect(page.getByText("/acme_corp")).toBeVisible();
  await page.getByLabel("Work e-mail").fill("ada@");
  await page.getByLabel("Password").fill("password1234");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByLabel("Your name")).toBeFocused();
  await expect(page.getByLabel("Your name")).toHaveAccessibleDescription("Write a name.");
  await expect(page.getByLabel("Work e-mail")).toHaveAccessibleDescription(/whole address/);
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/first passwords anyone would try/);
  await expect(page.getByLabel("Company")).toHaveValue("ACME Corp");
});

test("an address that has an account is told to log in, and nothing typed is lost", async ({
  page,
  newcomer,
}) => {
  const { email } = await newcomer();
  await page.goto("/signup");
  await page.getByLabel("Company").fill("ACME Corp");
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByLabel("Work e-mail")).toBeFocused();
  await expect(page.getByRole("link", { name: /^Log in/ })).toBeVisible();
  await expect(page.getByLabel("Company")).toHaveValue("ACME Corp");
});

test("log-in leads back to where one wanted to go on this site, and to no other site", async ({
  page,
  newcomer,
  server,
}) => {
  const person = await newcomer();
  const own = `/${person.tenant}/projects/${person.projectId}`;
  const home = new RegExp(`^${server.url}/${person.tenant}$`);
  for (const [wanted, reached] of [
    [own, new RegExp(`^${server.url}${own}$`)],
    ["https://evil.example/", home],
    ["//evil.example", home],
    ["/\\evil.example", home],
    ["/\t/evil.example", home],
    ["/%09/evil.example", new RegExp(`^${server.url}/`)],
    ["javascript:alert(1)", home],
    ["http:evil.example", home],
    [`${server.url}.evil.example/`, home],
    ["/api/auth/signout", home],
  ] as const) {
    await page.context().clearCookies();
    await page.goto(`/login?callbackUrl=${encodeURIComponent(wanted)}`);
    await fillIn(page, person.email, person.password);
    await expect(page, wanted).toHaveURL(reached);
  }
});

test("NextAuth's own routes follow no address of another site", async ({ server, newcomer }) => {
  const { email, password } = await newcomer();
  const token = await send(server.url, "GET", "/api/auth/csrf");
  const csrfToken = /"csrfToken":"([^"]+)"/.exec(token.body)?.[1] ?? "";
  const cookie = cookiesOf(token);
  const headers = { cookie, "content-type": "application/x-www-form-urlencoded" };
  for (const callbackUrl of ["https://evil.example/", "//evil.example", `${server.url}@evil.example`]) {
    for (const json of ["true", "false"]) {
      const body = new URLSearchParams({ csrfToken, email, password, callbackUrl, json }).toString();
      const answer = await send(server.url, "POST", "/api/auth/callback/credentials", { headers, body });
      expect.soft(answer.headers.location ?? answer.body).not.toContain("evil.example");
      expect.soft(cookiesOf(answer)).toContain("session-token=ey");
    }
  }
});

test("whoever is logged in does not see the log-in page", async ({ page, visitor }) => {
  await page.goto("/login");
  await expect(page).toHaveURL(`/${visitor.tenant}`);
});

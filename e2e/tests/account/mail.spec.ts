import type { Page } from "@playwright/test";
import { askForReset, chooseNewPassword, fillInLogIn } from "../../support/forms";
import { linkIn, type Mailbox, openMailbox } from "../../support/mailbox";
import { logIn, type Person, signUp, unique } from "../../support/people";
import { type Server, startServer } from "../../support/server";
import { test as base, expect } from "../../support/test";

/** How the links of a server reach people. */
interface Post {
  server: Server;
  /** Waits for a message of this subject to somebody, and gives its link. */
  link: (to: string, subject: RegExp) => Promise<string>;
  /** How many messages somebody was sent. */
  count: (to: string) => number;
}

const test = base.extend<object, { mailbox: Mailbox; byMail: Post; byLog: Post }>({
  mailbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const mailbox = await openMailbox();
      await use(mailbox);
      await mailbox.close();
    },
    { scope: "worker" },
  ],
  byMail: [
    async ({ mailbox }, use) => {
      const server = await startServer({ SMTP_URL: mailbox.url, SMTP_FROM: "Acre <hello@acre.example>" });
      await use({
        server,
        async link(to, subject) {
          const find = () => mailbox.mails.find((mail) => mail.to === to && subject.test(mail.subject));
          await expect.poll(find, `a mail to ${to}`).toBeTruthy();
          return linkIn(find()?.text ?? "");
        },
        count: (to) => mailbox.mails.filter((mail) => mail.to === to).length,
      });
      await server.stop();
    },
    { scope: "worker" },
  ],
  byLog: [
    async ({ server }, use) => {
      // Whole ones, whatever else is logged between them or comes in pieces.
      const entry = /No SMTP_URL is set, so this was not mailed\. (.+), for (\S+):\n +(http\S+)\n/g;
      const entries = (to: string) =>
        [...server.log().matchAll(entry)].filter(([, , addressee]) => addressee === to);
      await use({
        server,
        async link(to, wanted) {
          const find = () => entries(to).find(([, subject = ""]) => wanted.test(subject));
          await expect.poll(find, `a line for ${to}`).toBeTruthy();
          return find()?.[3] ?? "";
        },
        count: (to) => entries(to).length,
      });
    },
    { scope: "worker" },
  ],
});

for (const way of ["byMail", "byLog"] as const) {
  const name = way === "byMail" ? "over SMTP" : "in the server's log";

  test(`the link ${name} confirms an address, once, when the button is pressed`, async ({
    page,
    context,
    byMail,
    byLog,
  }) => {
    const post = { byMail, byLog }[way];
    const person = await signUp(post.server);
    const link = await post.link(person.email, /Verify/);
    expect(link).toMatch(new RegExp(`^${post.server.url}/verify-email\\?token=`));
    await enter(page, post.server, person);
    const profile = `${post.server.url}/${person.tenant}/settings/profile`;
    await page.goto(profile);
    await expect(page.getByText("Not confirmed yet")).toBeVisible();

    // A mail scanner that opens the link uses nothing up.
    await context.request.get(link);
    await page.goto(link);
    await page.getByRole("button", { name: "Confirm address" }).click();
    await expect(page.getByText("Your address is confirmed.")).toBeVisible();
    await page.goto(profile);
    await expect(page.getByText("Confirmed", { exact: true })).toBeVisible();

    await page.goto(link);
    await page.getByRole("button", { name: "Confirm address" }).click();
    await expect(page.getByText("has been used or has expired")).toBeVisible();
  });

  test(`the link ${name} sets a forgotten password, once, and ends every session`, async ({
    page,
    byMail,
    byLog,
  }) => {
    const post = { byMail, byLog }[way];
    const { server } = post;
    const person = await signUp(server);
    await page.goto(`${server.url}/login`);
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await askForReset(page, person.email);
    await expect(page.getByText("a link is on its way")).toBeVisible();

    const link = await post.link(person.email, /password/);
    const chosen = `another good password ${unique()}`;
    await page.goto(link);
    await chooseNewPassword(page, "short");
    await expect(page.getByLabel("New password", { exact: true })).toHaveAccessibleDescription(
      /12 characters/,
    );
    await chooseNewPassword(page, chosen);
    await expect(page.getByText("Your password is set.")).toBeVisible();

    await expect(logIn(server, person)).rejects.toThrow("401");
    await fillInLogIn(page, { ...person, password: chosen });
    await expect(page).toHaveURL(`${server.url}/${person.tenant}`);
    const headers = { cookie: person.cookie };
    expect((await fetch(`${server.url}/api/v1/account`, { headers })).status).toBe(401);

    await page.context().clearCookies();
    await page.goto(link);
    await chooseNewPassword(page, `${chosen} and more`);
    await expect(page.getByText("This link has been used or is too old.")).toBeVisible();
    await expect(logIn(server, { ...person, password: chosen })).resolves.toContain("session-token");
  });
}

test("an address without an account is answered like one with, and sent nothing", async ({
  page,
  byMail,
}) => {
  const { server } = byMail;
  const { email } = await signUp(server);
  const answers: (string | null)[] = [];
  const nobody = `${unique()}@example.com`;
  for (const address of [nobody, email]) {
    await page.goto(`${server.url}/forgot-password`);
    await askForReset(page, address);
    const answer = page.getByRole("status").filter({ hasText: "on its way" });
    await expect(answer).toBeVisible();
    answers.push((await answer.textContent())?.replace(address, "") ?? null);
  }
  expect(answers[0]).toBe(answers[1]);
  // The one with an account has its link by now, so the other one's would have come too.
  await byMail.link(email, /password/);
  expect(byMail.count(nobody)).toBe(0);
});

test("an asked-for link replaces the one before it", async ({ page, byLog }) => {
  const person = await signUp(byLog.server);
  const first = await byLog.link(person.email, /Verify/);
  await enter(page, byLog.server, person);
  await page.goto(`${byLog.server.url}/${person.tenant}/settings/profile`);
  await page.getByRole("button", { name: "Send the link again" }).click();
  await expect(page.getByText("A link is on its way.")).toBeVisible();
  await expect.poll(() => byLog.count(person.email)).toBe(2);
  await page.goto(first);
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("has been used or has expired")).toBeVisible();
});

test("a link that lost its token says so", async ({ page }) => {
  for (const path of ["/verify-email", "/reset-password"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "This link is not complete." })).toBeVisible();
  }
});

async function enter(page: Page, server: Server, person: Person): Promise<void> {
  const [name = "", value = ""] = person.cookie.split("=");
  await page.context().addCookies([{ name, value, url: server.url }]);
}

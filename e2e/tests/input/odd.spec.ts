import { readTenant } from "../../support/database";
import { pick, pickText } from "../../support/http";
import { call, create, logIn, signUp } from "../../support/people";
import { expect, test } from "../../support/test";

// Odd but honest: kept as written, and shown as the text it is.
const odd: [what: string, text: string][] = [
  ["a path", "../../etc"],
  ["a piece of SQL", "acme'; DROP TABLE users; --"],
  ["a script", "<script>alert(1)</script>"],
  ["an image that fails", '"><img src=x onerror=alert(1)>'],
  ["a template", "{{7*7}} #{7*7} <%= 7*7 %> %s %d"],
  ["an emoji of several people", "Team 👩‍👩‍👧‍👦 🏳️‍🌈"],
  ["Japanese", "株式会社日本"],
  ["Arabic", "شركة أكمي"],
  ["a direction override", "abc \u202e cba"],
  ["a combining accent", "Cafe\u0301"],
  ["a formula", "=HYPERLINK(A1)"],
  ["a word of programs", "constructor"],
  ["null", "null"],
];

for (const [what, text] of odd) {
  test(`${what} names a workspace, a person, a project and a task`, async ({
    server,
    enter,
    page,
    context,
  }) => {
    const person = await signUp(server, { companyName: text, name: text });
    const project = await create(server, person, "/api/v1/projects", { name: text, description: text });
    const task = await create(server, person, `/api/v1/projects/${project}/tasks`, {
      title: text,
      description: text,
      assigneeId: person.adminId,
    });
    await create(server, person, `/api/v1/tasks/${task}/comments`, { body: text });
    await create(server, person, "/api/v1/labels", { name: text });

    expect(person.tenant).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    expect(pick(await call(server, person, "GET", "/api/v1/settings"), "name")).toBe(text);
    expect(pick(await call(server, person, "GET", "/api/v1/account"), "name")).toBe(text);
    expect(pick(await call(server, person, "GET", `/api/v1/projects/${project}`), "name")).toBe(text);
    expect(pick(await call(server, person, "GET", `/api/v1/tasks/${task}`), "description")).toBe(text);
    const stored = await readTenant(server, person.tenant);
    expect(stored.tasks).toContainEqual(expect.objectContaining({ title: text }));
    expect(stored.company_settings).toEqual([expect.objectContaining({ name: text })]);

    const dialogs: string[] = [];
    context.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      dialog.dismiss().catch(() => {});
    });
    await enter(person);
    await page.goto(`/${person.tenant}/projects/${project}`);
    await expect(page.getByText(text, { exact: true }).first()).toBeVisible();
    await page.goto(`/${person.tenant}/tasks/${task}`);
    await expect(page.getByRole("main")).toContainText(text);
    expect(await page.title()).toContain(text.replaceAll(/\s+/g, " "));
    await page.goto(`/${person.tenant}`);
    await expect(page.getByText(text).first()).toBeVisible();
    await expect(page.locator("img[src=x]")).toHaveCount(0);
    expect(dialogs).toEqual([]);
  });
}

test("a company's name does not take an address of the app", async ({ server, browser }) => {
  for (const companyName of ["Admin", "API", "Login", "signup", "_next", "Workspaces", "Docs", "Invite"]) {
    const { tenant } = await signUp(server, { companyName });
    expect.soft(tenant).not.toBe(companyName.toLowerCase());
    expect.soft(tenant).not.toMatch(/^(admin|api|login|signup|_next|workspaces|docs|invite)$/);
  }
  // And what the app has there, it still has: for a person whose company is called that, too.
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  expect((await page.goto("/login"))?.status()).toBe(200);
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  await context.close();
});

test("an Admin company's owner finds no workspace at /admin", async ({ server, enter, page }) => {
  const person = await signUp(server, { companyName: "Admin" });
  await enter(person);
  expect([403, 404]).toContain((await page.goto("/admin"))?.status());
  expect((await page.goto(`/${person.tenant}`))?.status()).toBe(200);
});

test("two sign-ups for one name in the same instant are two workspaces", async ({ server }) => {
  const people = await Promise.all(
    Array.from({ length: 5 }, () => signUp(server, { companyName: "ACME Corp" })),
  );
  expect(new Set(people.map(({ tenant }) => tenant)).size).toBe(5);
  for (const person of people) {
    const projects = await call(server, person, "GET", "/api/v1/projects");
    expect(pickText(projects, "projects.0.id")).toBe(person.projectId);
  }
});

test("a password is taken as it is typed, and compared so", async ({ server }) => {
  const password = "  pässwörd 🔑 mit Leerzeichen  ";
  const person = await signUp(server, { password });
  await expect(logIn(server, person)).resolves.toContain("session-token");
  await expect(logIn(server, { ...person, password: password.trim() })).rejects.toThrow("401");
});

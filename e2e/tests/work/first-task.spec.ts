import { boardReady, card, choose, column, dragTo } from "../../support/board";
import { pick } from "../../support/http";
import { call, logIn, unique } from "../../support/people";
import { expect, test } from "../../support/test";

test("from the landing page to a first completed task", async ({ page, server }) => {
  const tag = unique();
  const email = `${tag}@example.com`;
  const password = `correct horse ${tag}`;
  await page.goto("/");
  await page.getByLabel("Company", { exact: true }).fill(`ACME ${tag}`);
  await expect(page.getByText(`/acme_${tag}`)).toBeVisible();
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  const pressed = performance.now();
  await page.getByRole("button", { name: "Create workspace" }).click();

  // The workspace is there with something to do in it, before anything had to be configured.
  await expect(page.getByRole("heading", { level: 1, name: `ACME ${tag}` })).toBeVisible();
  for (const title of ["Invite team members", "Create your first project", "Customize settings"]) {
    await expect(page.getByRole("main").getByRole("link", { name: title })).toBeVisible();
  }
  expect(performance.now() - pressed).toBeLessThan(10_000);
  await expect(page).toHaveURL(`/acme_${tag}`);

  await page.getByRole("main").getByRole("link", { name: "Getting Started" }).click();
  await boardReady(page);
  const first = card(column(page, "To do"), "Invite team members");
  await first.hover();
  await choose(page, first.getByRole("button", { name: "Move GET-1 to…" }), "Completed");
  await expect(card(column(page, "Completed"), "Invite team members")).toBeVisible();
  await expect(card(column(page, "To do"), "Invite team members")).toHaveCount(0);
  await expect(page.getByText("1 of 3 done.")).toBeVisible();

  const person = { cookie: await logIn(server, { email, password }), tenant: `acme_${tag}` };
  const tasks = () => call(server, person, "GET", `/api/v1/my-tasks`);
  await expect.poll(async () => pick(await tasks(), "tasks.length")).toBe(2);
  await page.reload();
  await expect(card(column(page, "Completed"), "Invite team members")).toBeVisible();
});

test("a card dragged by mouse stays where it was dropped", async ({ page, server, visitor }) => {
  await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await boardReady(page);
  const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
  await dragTo(page, card(page, "Create your first project"), column(page, "In progress"));
  await expect(card(column(page, "In progress"), "Create your first project")).toBeVisible();
  expect((await saved).status()).toBe(200);

  const tasks = await call(
    server,
    visitor,
    "GET",
    `/api/v1/projects/${visitor.projectId}/tasks?status=in_progress`,
  );
  expect(pick(tasks, "tasks.0.title")).toBe("Create your first project");
  await page.reload();
  await expect(card(column(page, "In progress"), "Create your first project")).toBeVisible();
  await expect(column(page, "To do").getByRole("listitem")).toHaveCount(2);
});

test("a card dragged within its column changes places, and a drag given up changes nothing", async ({
  page,
  visitor,
}) => {
  await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await boardReady(page);
  const titles = column(page, "To do").getByRole("listitem").getByRole("link");
  await expect(titles).toHaveText(["Invite team members", "Create your first project", "Customize settings"]);

  const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
  await dragTo(page, card(page, "Customize settings"), column(page, "To do"));
  await expect(titles).toHaveText(["Customize settings", "Invite team members", "Create your first project"]);
  expect((await saved).status()).toBe(200);
  await page.reload();
  await expect(titles).toHaveText(["Customize settings", "Invite team members", "Create your first project"]);

  await boardReady(page);
  const box = await card(page, "Customize settings").boundingBox();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 12);
  await page.mouse.down();
  await page.mouse.move(900, 400, { steps: 8 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(titles).toHaveText(["Customize settings", "Invite team members", "Create your first project"]);
});

test("a move the server refuses is taken back, and says so", async ({ page, visitor }) => {
  await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await boardReady(page);
  await page.route("**/api/v1/tasks/*", (route) => route.abort("connectionfailed"));
  const first = card(column(page, "To do"), "Invite team members");
  await first.hover();
  await choose(page, first.getByRole("button", { name: "Move GET-1 to…" }), "Completed");
  const retry = page.getByRole("button", { name: "Retry" });
  await expect(retry).toBeVisible();
  await expect(card(column(page, "To do"), "Invite team members")).toBeVisible();
  await page.unroute("**/api/v1/tasks/*");
  await retry.click();
  await expect(card(column(page, "Completed"), "Invite team members")).toBeVisible();
});

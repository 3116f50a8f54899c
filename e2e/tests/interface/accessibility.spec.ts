import type { Page } from "@playwright/test";
import { violationsOn } from "../../support/axe";
import { boardReady, card, hydrated } from "../../support/board";
import { changeTenant } from "../../support/database";
import { makeOperator } from "../../support/operator";
import { call } from "../../support/people";
import { sights } from "../../support/sights";
import type { Row } from "../../support/store/place";
import { readSurface } from "../../support/surface";
import { expect, test } from "../../support/test";

const screens = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

for (const sight of sights) {
  test(`axe finds nothing, in both themes, wide and narrow, on: ${sight.name}`, async ({
    page,
    planted,
    enter,
    newcomer,
    server,
  }) => {
    if (sight.large) test.slow();
    if (sight.as === "member") await enter(planted.person);
    if (sight.as === "operator") {
      const operator = await newcomer();
      await makeOperator(server, operator);
      await enter(operator);
    }
    await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
    await page.goto(sight.address(planted));
    await expect(page.getByRole("heading").first()).toBeVisible();
    if (sight.as !== "operator") await hydrated(page);
    for (const [screen, viewport] of Object.entries(screens)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
        await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
        await expectAccessible(page, `${screen}, ${colorScheme}`);
      }
      await expectNoOverflow(page);
    }
  });
}

test.describe("with something open", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  const states: [what: string, open: (page: Page) => Promise<void>][] = [
    ["the form for a new task", (page) => page.keyboard.press("c")],
    ["the card's menu", (page) => open(page, /^Move .+-1 to…/)],
    ["the project's menu", (page) => open(page, "Project actions")],
    ["the workspace switcher", (page) => open(page, /^Workspace: /)],
    ["the account's menu", (page) => open(page, /^Account: /)],
    ["a filter", (page) => open(page, /^Filter by assignee/)],
    ["the line for a new task", (page) => open(page, "Add a task to To do")],
  ];
  for (const [what, show] of states) {
    test(`axe finds nothing on the board and ${what}`, async ({ page, planted, enter }) => {
      const { person, records } = planted;
      await enter(person);
      await page.goto(`/${person.tenant}/projects/${records.project}`);
      await boardReady(page);
      await card(page, planted.secrets.taskTitle).hover();
      await show(page);
      await expect(
        page
          .getByRole("dialog")
          .or(page.getByRole("menu"))
          .or(page.getByRole("textbox", { name: /^New task in/ })),
      ).toBeVisible();
      await expectAccessible(page);
    });
  }

  test("axe finds nothing on forms that complain", async ({ page }) => {
    await page.goto("/signup");
    await hydrated(page);
    await page.getByRole("button", { name: "Create workspace" }).click();
    await expect(page.getByLabel("Your name")).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
  });

  test("axe finds nothing on a question before a deletion", async ({ page, server, visitor }) => {
    await call(server, visitor, "DELETE", `/api/v1/projects/${visitor.projectId}`);
    await page.goto(`/${visitor.tenant}/trash`);
    await hydrated(page);
    await open(page, "Delete Getting Started for good");
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await expectAccessible(page);
  });

  test("on a phone, the navigation opens, leads on, and is as accessible", async ({ page, visitor }) => {
    await page.setViewportSize(screens.phone);
    await page.goto(`/${visitor.tenant}`);
    await hydrated(page);
    await open(page, "Open navigation");
    const drawer = page.getByRole("dialog");
    await expect(drawer).toBeVisible();
    await expectAccessible(page);
    await drawer.getByRole("link", { name: "Getting Started" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Getting Started" })).toBeVisible();
    await expect(drawer).toBeHidden();
  });
});

test.describe("of a workspace in each of its states", () => {
  const soon = () => new Date(Date.now() + 3 * 24 * 3600_000).toISOString();
  const states: [what: string, change: () => Row, path: string, heading: string | RegExp][] = [
    ["to be deleted", () => ({ status: "read_only", delete_at: soon() }), "/settings/data", "Data"],
    ["read-only", () => ({ status: "read_only" }), "", /^Company/],
    ["suspended", () => ({ status: "suspended" }), "", "This workspace is suspended."],
    ["being updated", () => ({ schema_version: "empty" }), "", "This workspace will be back in a moment."],
  ];
  for (const [what, change, path, heading] of states) {
    test(`axe finds nothing, in both themes, wide and narrow, on one ${what}`, async ({
      page,
      server,
      visitor,
    }) => {
      await changeTenant(server, visitor.tenant, change());
      for (const [screen, viewport] of Object.entries(screens)) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
          await page.goto(`/${visitor.tenant}${path}`);
          await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
          await hydrated(page);
          await expectAccessible(page, `${screen}, ${colorScheme}`);
        }
        await expectNoOverflow(page);
      }
    });
  }

  test("axe finds nothing, in both themes, wide and narrow, on one that an operator looks into", async ({
    page,
    server,
    visitor,
    newcomer,
    enter,
  }) => {
    const operator = await newcomer();
    await makeOperator(server, operator);
    const look = await call(server, operator, "POST", `/api/admin/tenants/${visitor.tenant}/impersonations`, {
      tenant: null,
      body: { reason: "Ticket 4711", minutes: 15 },
    });
    expect(look.status).toBe(201);
    await enter(operator);
    for (const [screen, viewport] of Object.entries(screens)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
        await page.goto(`/${visitor.tenant}`);
        await expect(page.getByRole("region", { name: "Operator inside" })).toBeVisible();
        await hydrated(page);
        await expectAccessible(page, `${screen}, ${colorScheme}`);
      }
      await expectNoOverflow(page);
    }
  });
});

test("every page of the app is among those looked at", async ({ planted }) => {
  const seen = sights.map((sight) => new URL(sight.address(planted), "http://localhost").pathname);
  for (const path of readSurface().pages) {
    const pattern = new RegExp(`^${path.replaceAll(/\[\w+\]/g, "[^/]+")}$`);
    expect
      .soft(
        seen.some((address) => pattern.test(address)),
        path,
      )
      .toBe(true);
  }
});

test("the chosen theme stays, whatever the device prefers", async ({ page, visitor }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`/${visitor.tenant}`);
  await hydrated(page);
  const html = page.locator("html");
  await expect(html).toHaveAttribute("data-theme", "light");
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.goto("/no_such_workspace");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.goto(`/${visitor.tenant}/projects`);
  await expect(html).toHaveAttribute("data-theme", "dark");
});

async function open(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).first().click();
}

async function expectAccessible(page: Page, where = "here"): Promise<void> {
  expect.soft(await violationsOn(page), where).toEqual([]);
}

async function expectNoOverflow(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(beyond, "pixels beyond the right edge").toBeLessThanOrEqual(0);
}

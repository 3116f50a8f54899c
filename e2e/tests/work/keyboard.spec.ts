import { boardReady, card, column } from "../../support/board";
import { tabTo } from "../../support/keyboard";
import { unique } from "../../support/people";
import { expect, test } from "../../support/test";

test("by keyboard alone: sign up, make a task, move it on the board", async ({ page }) => {
  const tag = unique();
  await page.goto("/signup");
  await expect(page.getByRole("button", { name: "Create workspace" })).toBeVisible();
  await tabTo(page, "Company", "textbox");
  await page.keyboard.type(`Keys ${tag}`);
  await tabTo(page, "Your name", "textbox");
  await page.keyboard.type("Ada");
  await tabTo(page, "Work e-mail", "textbox");
  await page.keyboard.type(`${tag}@example.com`);
  await page.keyboard.press("Tab");
  await page.keyboard.type(`correct horse ${tag}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: `Keys ${tag}` })).toBeVisible();

  await tabTo(page, "Getting Started", "link");
  await page.keyboard.press("Enter");
  await boardReady(page);
  await page.keyboard.press("c");
  await expect(page.getByRole("dialog", { name: "New task" })).toBeVisible();
  await tabTo(page, "Title", "textbox");
  await page.keyboard.type("Made by keys");
  await page.keyboard.press("Control+Enter");
  await expect(card(column(page, "To do"), "Made by keys")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();

  await tabTo(page, "Move GET-4 with the keyboard", "button");
  const spoken = page.locator("main p[aria-live=assertive]");
  await page.keyboard.press("Space");
  await expect(spoken).toContainText("GET-4 lifted");
  await page.keyboard.press("ArrowRight");
  await expect(spoken).toContainText("GET-4 over In progress");
  await page.keyboard.press("Escape");
  await expect(spoken).toContainText("GET-4 put back");
  await expect(card(column(page, "To do"), "Made by keys")).toBeVisible();

  await expect(page.getByRole("button", { name: "Move GET-4 with the keyboard" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(spoken).toContainText("GET-4 lifted");
  await page.keyboard.press("ArrowRight");
  await expect(spoken).toContainText("GET-4 over In progress");
  const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
  await page.keyboard.press("Enter");
  await expect(spoken).toContainText("GET-4 dropped");
  await expect(card(column(page, "In progress"), "Made by keys")).toBeVisible();
  expect((await saved).status()).toBe(200);
  await expect(page.getByRole("button", { name: "Move GET-4 with the keyboard" })).toBeFocused();
  await page.reload();
  await expect(card(column(page, "In progress"), "Made by keys")).toBeVisible();
});

test("by keyboard alone: a menu and a list are opened, used and left, and the focus comes back", async ({
  page,
  visitor,
}) => {
  await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
  await boardReady(page);
  await tabTo(page, "Move GET-1 to…", "button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(page.getByRole("button", { name: "Move GET-1 to…" })).toBeFocused();
  await page.keyboard.press("Enter");
  const choice = page.getByRole("menuitemcheckbox", { name: "In review" });
  await expect(choice).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(choice).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(card(column(page, "In review"), "Invite team members")).toBeVisible();
});

test("the first Tab on a workspace's page offers to skip to its content", async ({ page, visitor }) => {
  await page.goto(`/${visitor.tenant}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

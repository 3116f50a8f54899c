import { expect, type Locator, type Page } from "@playwright/test";

/** A column of the board, or a group of the list, which says how many tasks it has. */
export function column(page: Page, name: string): Locator {
  return page.getByRole("region", { name: new RegExp(`^${name}( \\d+)?$`) });
}

/** The card, or the row, of a task. */
export function card(within: Page | Locator, title: string): Locator {
  const page = "page" in within ? within.page() : within;
  return within.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
}

/** Chooses from a menu. */
export async function choose(page: Page, trigger: Locator, item: string): Promise<void> {
  await trigger.click();
  await page
    .getByRole("menuitem", { name: item, exact: true })
    .or(page.getByRole("menuitemcheckbox", { name: item, exact: true }))
    .click();
}

/** Picks from a list that opens under a button named `<label>: <what it is now>`. */
export async function pickOption(
  page: Page,
  within: Page | Locator,
  label: string,
  option: string,
): Promise<void> {
  await within.getByRole("button", { name: new RegExp(`^${label}: `) }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** Drags a card by mouse to the top of a column, as a hand does: down, a little, there, up. */
export async function dragTo(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  if (start === null || end === null) throw new Error("There is nothing to drag, or nowhere to drag it to");
  const grip = { x: start.x + start.width / 2, y: start.y + 12 };
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x + 10, grip.y + 4, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + 20, { steps: 12 });
  await page.mouse.up();
}

/** Waits until the board can be used: its buttons work only once the page's script has run. */
export async function boardReady(page: Page): Promise<void> {
  await expect(column(page, "To do")).toBeVisible();
  await hydrated(page);
}

/** Waits until React has taken the page over. Before that, a key or a drag would be lost. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const button = document.querySelector("main button, main input, main a");
    return button !== null && Object.keys(button).some((key) => key.startsWith("__reactProps$"));
  });
}

import { expect, type Page } from "@playwright/test";

/** Presses Tab until what has the focus answers to a name, as somebody without a mouse does. */
export async function tabTo(
  page: Page,
  name: string | RegExp,
  role: "button" | "textbox" | "searchbox" | "combobox" | "link",
): Promise<void> {
  const target = page.getByRole(role, { name, exact: typeof name === "string" }).first();
  await expect(target).toBeAttached();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`80 presses of Tab do not lead to ${name}`);
}

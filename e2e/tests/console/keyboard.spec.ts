import { hydrated } from "../../support/board";
import { tabTo } from "../../support/keyboard";
import { makeOperator } from "../../support/operator";
import { expect, test } from "../../support/test";

test("by keyboard alone: search, filter, sort, open a tenant, and leave a dialog where one came from", async ({
  page,
  server,
  newcomer,
  visitor,
}) => {
  await makeOperator(server, visitor);
  const { tenant } = await newcomer();
  await page.goto("/admin/tenants");
  await hydrated(page);

  // In the order in which they stand: what is asked for, then what was found.
  await tabTo(page, "Search by address or id", "searchbox");
  for (const label of ["Status", "Kept as", "Place"]) {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("combobox", { name: label })).toBeFocused();
  }
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Show" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("region", { name: "Tenants" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Tenant", exact: true })).toBeFocused();

  await page.reload();
  await hydrated(page);
  await tabTo(page, "Search by address or id", "searchbox");
  await page.keyboard.type(tenant);
  await tabTo(page, "Status", "combobox");
  await page.keyboard.type("open");
  await expect(page.getByRole("combobox", { name: "Status" })).toHaveValue("active");
  await tabTo(page, "Show", "button");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`search=${tenant}.*status=active`));
  await hydrated(page);
  for (const [order, direction] of [
    ["descending", "desc"],
    ["ascending", "asc"],
  ]) {
    await tabTo(page, "Tasks", "link");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("columnheader", { name: "Tasks" })).toHaveAttribute("aria-sort", order ?? "");
    if (direction === "desc") await expect(page).toHaveURL(/sort=tasks&direction=desc/);
    await expect(page).toHaveURL(new RegExp(`search=${tenant}`));
  }
  await tabTo(page, tenant, "link");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(tenant);
  await hydrated(page);

  const actions = page.getByRole("button", { name: `Actions on ${tenant}` });
  await tabTo(page, `Actions on ${tenant}`, "button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await expect(page.getByRole("menuitem").and(page.locator(":focus"))).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(actions).toBeFocused();

  await page.keyboard.press("Enter");
  await page.keyboard.type("delete");
  await expect(page.getByRole("menuitem", { name: "Delete…" })).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  // Round and round, without ever reaching what lies behind.
  const inside = () => dialog.evaluate((element) => element.contains(document.activeElement));
  for (const key of ["Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"]) {
    await page.keyboard.press(key);
    expect(await inside(), key).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(actions).toBeFocused();
});

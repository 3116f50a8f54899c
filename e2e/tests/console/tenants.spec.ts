import { hydrated } from "../../support/board";
import { makeOperator } from "../../support/operator";
import { call, unique } from "../../support/people";
import { expect, test } from "../../support/test";

test("an operator finds a tenant, suspends, resumes, backs up, copies and deletes it by keyboard", async ({
  page,
  server,
  newcomer,
  visitor,
}) => {
  await makeOperator(server, visitor);
  const owner = await newcomer();
  await page.goto("/admin/tenants");
  await page.getByRole("searchbox").focus();
  await page.keyboard.type(owner.tenant);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`search=${owner.tenant}`));
  await page.getByRole("link", { name: owner.tenant, exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(owner.tenant);
  await hydrated(page);

  const act = async (name: string, fields: Record<string, string> = {}) => {
    await page.getByRole("button", { name: `Actions on ${owner.tenant}` }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label).fill(text);
    await dialog.getByRole("button", { name: /^(Suspend|Resume|Back up|Copy|Delete)$/ }).focus();
    await page.keyboard.press("Enter");
  };
  const reads = async () => (await call(server, owner, "GET", "/api/v1/projects")).status;

  await act("Suspend");
  await expect(page.getByText("suspended", { exact: true }).first()).toBeVisible();
  expect(await reads()).toBe(423);
  await act("Resume");
  await expect(page.getByText("open", { exact: true }).first()).toBeVisible();
  expect(await reads()).toBe(200);

  await act("Back up");
  await expect(page.getByText("Begun.")).toBeVisible();
  await expect
    .poll(async () => (await call(server, visitor, "GET", "/api/admin/work", { tenant: null })).body)
    .toMatch(new RegExp(`"backup","slug":"${owner.tenant}"[^}]*"done"`));
  const copy = unique("copy_");
  await act("Copy…", { "Address of the copy": copy, Reason: "Ticket 4711: tried on a copy" });
  await expect
    .poll(async () => (await call(server, visitor, "GET", `/admin/tenants/${copy}`, { tenant: null })).status)
    .toBe(200);

  await act("Delete…", { [`Write ${owner.tenant} to confirm`]: "something else" });
  await expect(page.getByRole("dialog").getByLabel(/to confirm/)).toHaveAccessibleDescription(
    `Write ${owner.tenant} to confirm.`,
  );
  await page.keyboard.press("Escape");
  expect(await reads()).toBe(200);
  await act("Delete…", { [`Write ${owner.tenant} to confirm`]: owner.tenant });
  await expect(page).toHaveURL(/\/admin\/work$/);
  await expect(page.getByText(`delete ${owner.tenant}`).locator("..")).toContainText("done");
  expect(await reads()).toBe(403);
});

test("a look inside is marked on every page, and left again", async ({ page, server, newcomer, visitor }) => {
  await makeOperator(server, visitor);
  const owner = await newcomer();
  await page.goto(`/admin/tenants/${owner.tenant}`);
  await hydrated(page);
  await page.getByRole("button", { name: `Actions on ${owner.tenant}` }).click();
  await page.getByRole("menuitem", { name: "Look inside…" }).click();
  await page.getByLabel("Reason").fill("Ticket 4711: the board stays empty");
  await page.getByRole("button", { name: "Look inside" }).click();
  await expect(page).toHaveURL(new RegExp(`/${owner.tenant}$`));
  const banner = page.getByRole("region", { name: "Operator inside" });
  await expect(banner).toContainText("reading only");
  await page.goto(`/${owner.tenant}/projects/${owner.projectId}`);
  await expect(banner).toContainText("Ticket 4711");
  await hydrated(page);
  await banner.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(`/admin/tenants/${owner.tenant}`);
  await page.goto(`/${owner.tenant}`);
  await expect(page.getByRole("region", { name: "Operator inside" })).toHaveCount(0);
});

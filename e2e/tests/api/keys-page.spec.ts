import { hydrated } from "../../support/board";
import { addMember } from "../../support/database";
import { callByKey } from "../../support/keys";
import { expect, test } from "../../support/test";

test("a key is created on the settings' page, shown once, rotated and revoked", async ({
  page,
  server,
  visitor,
}) => {
  const works = async (key: string) => (await callByKey(server, key, "GET", "/api/v1/projects")).status;
  await page.goto(`/${visitor.tenant}/settings`);
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "API keys" }).click();
  await expect(page.getByText("No program has a key yet.")).toBeVisible();
  await hydrated(page);

  await page.getByRole("button", { name: "New API key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create the key" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription("Write a name.");
  await dialog.getByLabel("Name").fill("Nightly import");
  await dialog.getByRole("button", { name: "Create the key" }).click();
  await expect(dialog.getByText("Choose what the key may do.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: /See projects that are not private/ }).check();
  await dialog.getByRole("button", { name: "Create the key" }).click();
  const first = await dialog.getByRole("textbox", { name: "The key" }).inputValue();
  expect(await works(first)).toBe(200);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Nightly import" })).toBeVisible();
  expect(await page.content()).not.toContain(first);

  await page.getByRole("button", { name: "Rotate Nightly import" }).click();
  await dialog.getByRole("button", { name: "Rotate", exact: true }).click();
  const second = await dialog.getByRole("textbox", { name: "The key" }).inputValue();
  expect([await works(first), await works(second)]).toEqual([401, 200]);
  await dialog.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Revoke Nightly import" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Revoked.")).toBeVisible();
  expect(await works(second)).toBe(401);
});

test("a member has no such page, and no tab that leads to it", async ({ page, server, newcomer, enter }) => {
  const [owner, member] = [await newcomer(), await newcomer()];
  await addMember(server, owner.tenant, member, "member");
  await enter(member);
  await page.goto(`/${owner.tenant}/settings`);
  await expect(page.getByRole("link", { name: "Profile" })).toBeVisible();
  await expect(page.getByRole("link", { name: "API keys" })).toHaveCount(0);
  expect((await page.goto(`/${owner.tenant}/settings/api-keys`))?.status()).toBe(403);
});

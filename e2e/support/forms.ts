import { expect, type Page } from "@playwright/test";

/** Fills in the log-in page and sends it. */
export async function fillInLogIn(
  page: Page,
  { email, password }: { email: string; password: string },
): Promise<void> {
  // The page before it may have a form with the same labels.
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

/** Asks for a link to set a new password. */
export async function askForReset(page: Page, email: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByRole("button", { name: /^Send/ }).click();
}

/** Fills in the page behind that link and sends it. */
export async function chooseNewPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
}

import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { boardReady, hydrated } from "../../support/board";
import { expect, test } from "../../support/test";

// Bytes, which are the same on every machine. Nothing is in the browser's cache here.

test("log-in loads at most 110 KB of script", async ({ page }) => {
  expect(
    await scriptOf(page, async () => {
      await page.goto("/login");
      await hydrated(page);
    }),
  ).toBeLessThanOrEqual(110 * 1024);
});

test("the board loads at most 180 KB of script", async ({ page, visitor }) => {
  expect(
    await scriptOf(page, async () => {
      await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
      await boardReady(page);
    }),
  ).toBeLessThanOrEqual(180 * 1024);
});

/** Adds up the script that a visit loads, in bytes of gzip. */
async function scriptOf(page: Page, visit: () => Promise<void>): Promise<number> {
  const scripts: Response[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response);
  });
  await visit();
  await page.waitForLoadState("networkidle");
  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).length));
  expect(sizes.length).toBeGreaterThan(3);
  return sizes.reduce((sum, size) => sum + size, 0);
}

import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { boardReady, hydrated } from "../../support/board";
import { expect, test } from "../../support/test";

// Bytes of gzip, which are the same on every machine; nothing is in the browser's cache. React and the framework
// alone are 139 kB of them (measured: Next 16.4, React 19.3), so the rest is what is ours to spend.

test("log-in waits for at most 150 kB of script, and loads no more", async ({ page }) => {
  const { awaited, loaded } = await scriptsOf(page, async () => {
    await page.goto("/login");
    await hydrated(page);
  });
  expect(awaited).toBeLessThanOrEqual(150_000);
  expect(loaded).toBe(awaited);
});

test("the board waits for at most 180 kB of script, and loads 200 kB in all", async ({ page, visitor }) => {
  const { awaited, loaded } = await scriptsOf(page, async () => {
    await page.goto(`/${visitor.tenant}/projects/${visitor.projectId}`);
    await boardReady(page);
  });
  expect(awaited).toBeLessThanOrEqual(180_000);
  expect(loaded).toBeLessThanOrEqual(200_000);
});

/**
 * Adds up the scripts of a visit.
 *
 * @returns `awaited`: those the document itself asks for; `loaded`: with those that come afterwards by themselves
 */
async function scriptsOf(
  page: Page,
  visit: () => Promise<void>,
): Promise<{ awaited: number; loaded: number }> {
  const responses: Response[] = [];
  page.on("response", (response) => {
    responses.push(response);
  });
  await visit();
  await page.waitForLoadState("networkidle");
  const document = await responses
    .find((response) => response.request().resourceType() === "document")
    ?.text();
  let [awaited, loaded] = [0, 0];
  for (const response of responses.filter((one) => one.request().resourceType() === "script")) {
    const size = gzipSync(await response.body()).length;
    loaded += size;
    if (document?.includes(`<script src="${new URL(response.url()).pathname}"`)) awaited += size;
  }
  expect(awaited).toBeGreaterThan(0);
  return { awaited, loaded };
}

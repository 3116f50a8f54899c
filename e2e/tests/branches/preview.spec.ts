import { acre } from "../../support/command-line";
import { call, signUp } from "../../support/people";
import { startServer } from "../../support/server";
import { test as base, expect } from "../../support/test";

// Beside a server on files: the command line finds it by its folder alone.
const test = base.extend({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const server = await startServer({}, { isolation: null });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

test("a change is tried on a preview that members open, and everyone has it when it is merged", async ({
  page,
  server,
  visitor,
}) => {
  test.setTimeout(120_000);
  const outsider = await signUp(server);
  const preview = `${visitor.tenant}@estimates`;
  const columns = async (slug: string) =>
    JSON.stringify(
      await acre(server, "query", "--tenant", slug, "select name from pragma_table_info('projects')"),
    );

  await acre(server, "branch", "create", "estimates", "--from", visitor.tenant);
  const sql = "ALTER TABLE projects ADD COLUMN estimate INTEGER";
  await acre(server, "branch", "migrate", "estimates", "add_estimates", "--sql", sql);
  expect(await columns(visitor.tenant)).not.toContain("estimate");

  await page.goto(`/${preview}/projects/${visitor.projectId}`);
  const banner = page.getByRole("region", { name: "Preview" });
  await expect(banner).toContainText("Preview of the branch estimates");
  await expect(page.getByRole("heading", { name: "Getting Started" })).toBeVisible();
  for (const [name, size] of [
    ["wide", { width: 1440, height: 900 }],
    ["narrow", { width: 390, height: 844 }],
  ] as const) {
    await page.setViewportSize(size);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, name).toBeLessThanOrEqual(0);
    await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
  }
  const path = `/api/v1/projects/${visitor.projectId}/tasks`;
  const made = await call(server, visitor, "POST", path, { tenant: preview, body: { title: "Only tried" } });
  expect(made.status).toBe(201);
  expect((await call(server, visitor, "GET", path)).body).not.toContain("Only tried");
  expect((await call(server, outsider, "GET", path, { tenant: preview })).status).toBe(403);
  expect((await call(server, outsider, "GET", `/${preview}`, { tenant: null })).status).toBe(403);
  const deletion = await call(server, visitor, "DELETE", "/api/v1/workspace", {
    tenant: preview,
    body: { slug: visitor.tenant },
  });
  expect(deletion.status).toBe(403);

  await banner.getByRole("link", { name: "Open the workspace" }).click();
  await expect(page).toHaveURL(`${server.url}/${visitor.tenant}`);
  await expect(banner).toHaveCount(0);
  expect(await acre(server, "branch", "merge", "estimates")).toMatchObject({ status: "merged" });
  for (const tenant of [visitor.tenant, outsider.tenant]) expect(await columns(tenant)).toContain("estimate");
  await page.reload();
  await expect(page.getByRole("link", { name: "Getting Started" }).first()).toBeVisible();
  expect((await call(server, visitor, "GET", path)).status).toBe(200);
  expect((await call(server, visitor, "GET", path, { tenant: preview })).status).toBe(403);
});

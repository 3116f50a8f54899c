import { once } from "node:events";
import { createReadStream, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyBundle } from "@acre/tenancy";
import type { Page } from "@playwright/test";
import { boardReady, hydrated } from "../../support/board";
import {
  addMember,
  changeTenant,
  fillTasks,
  readCatalog,
  readTenant,
  tenantId,
} from "../../support/database";
import { json, pick } from "../../support/http";
import { call, logIn, signUp } from "../../support/people";
import { askedIsolation } from "../../support/postgres-server";
import { startServer } from "../../support/server";
import type { Contents } from "../../support/store/place";
import { expect, test } from "../../support/test";

test("an owner downloads everything, and the file verifies", async ({ page, server, visitor }) => {
  await page.goto(`/${visitor.tenant}/settings/data`);
  await hydrated(page);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download everything" }).click();
  const download = await downloading;
  const day = new Date().toISOString().slice(0, 10);
  expect(download.suggestedFilename()).toBe(`${visitor.tenant}-${day}.bundle`);
  const { tenant, checksums } = await verifyBundle(createReadStream(await download.path()));
  expect(tenant.slug).toBe(visitor.tenant);
  const kept = await readTenant(server, visitor.tenant);
  for (const { table, rows } of checksums) expect(rows, table).toBe(kept[table]?.length);
  expect(kept.audit_log?.map(({ action }) => action)).toContain("workspace.exported");
  await expect(page.getByText("The workspace is downloaded")).toBeVisible();
});

test("a download whose reader leaves is ended, and the next one is whole", async ({ server, newcomer }) => {
  const owner = await newcomer();
  await fillTasks(server, owner.tenant, 40, 1_000_000);
  const leaving = request(`${server.url}/api/v1/export`, {
    headers: { cookie: owner.cookie, "x-tenant": owner.tenant },
  });
  const [incoming] = await once(leaving.end(), "response");
  expect(incoming.statusCode).toBe(200);
  expect(incoming.headers["content-length"]).toBeUndefined();
  leaving.destroy();
  const id = await tenantId(server, owner.tenant);
  const outcomes = async () => {
    const { operator_events: events = [] } = await readCatalog(server);
    return events.filter((event) => event.tenant_id === id).map(({ detail }) => pickOutcome(String(detail)));
  };
  await expect.poll(outcomes).toEqual(["failed"]);
  expect((await call(server, owner, "GET", "/api/v1/export")).status).toBe(200);
  await expect.poll(outcomes).toEqual(["failed", "done"]);
});

test("a workspace is deleted by keyboard, everybody is told, and an owner keeps it", async ({
  page,
  browser,
  server,
  newcomer,
  enter,
}) => {
  const [owner, member] = [await newcomer(), await newcomer()];
  const { tenant, projectId } = owner;
  await addMember(server, tenant, member, "member");
  await enter(owner);
  await page.goto(`/${tenant}/settings/data`);
  await hydrated(page);
  await page.getByRole("button", { name: "Delete this workspace" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const confirm = dialog.getByLabel(`Write ${tenant} to confirm`);
  await expect(confirm).toBeVisible();
  await confirm.focus();
  await page.keyboard.type("something else");
  await page.keyboard.press("Enter");
  await expect(confirm).toHaveAccessibleDescription(`Write ${tenant} to confirm.`);
  await expect(confirm).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(tenant);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(banner(page)).toContainText("will be deleted on");
  const keep = page.getByRole("main").getByRole("button", { name: "Keep this workspace" });
  await expect(keep).toBeFocused();

  const others = await browser.newContext({ baseURL: server.url });
  const [name = "", value = ""] = member.cookie.split("=");
  await others.addCookies([{ name, value, url: server.url }]);
  const tab = await others.newPage();
  await tab.goto(`/${tenant}/projects/${projectId}`);
  await boardReady(tab);
  await expect(banner(tab)).toContainText(`${owner.name} can keep it.`);
  await expect(tab.getByRole("button", { name: "Keep this workspace" })).toHaveCount(0);
  const newTask = tab.getByRole("button", { name: /^New task/ });
  await expect(newTask).toBeDisabled();
  await expect(newTask).toHaveAttribute("title", "This workspace is read-only now.");

  const write = () =>
    call(server, { ...member, tenant }, "POST", `/api/v1/projects/${projectId}/tasks`, {
      body: { title: "Late" },
    });
  const refused = await write();
  expect(refused.status).toBe(423);
  expect(pick(refused, "code")).toBe("workspace_read_only");
  expect((await call(server, owner, "GET", "/api/v1/export")).status).toBe(200);

  await keep.focus();
  await page.keyboard.press("Enter");
  await expect(banner(page)).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
  await expect(page.getByRole("button", { name: "Delete this workspace" })).toBeVisible();
  await tab.reload();
  await expect(newTask).toBeEnabled();
  await others.close();
  expect((await write()).status).toBe(201);
});

test("nobody but an owner is offered either", async ({ page, server, newcomer, enter }) => {
  const [owner, admin] = [await newcomer(), await newcomer()];
  await addMember(server, owner.tenant, admin, "admin");
  await enter(admin);
  await page.goto(`/${owner.tenant}/settings/data`);
  await expect(page.getByText("Only owners can download it.")).toBeVisible();
  await expect(page.getByText("Only owners can delete it.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  await page.goto(`/${admin.tenant}/settings/data`);
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(2);
});

test("a workspace whose time is up is gone, for its owner too", async ({ page, server, visitor }) => {
  const { tenant } = visitor;
  const asked = await call(server, visitor, "DELETE", "/api/v1/workspace", { body: { confirm: tenant } });
  expect(asked.status).toBe(200);
  expect((await page.goto(`/${tenant}`))?.status()).toBe(200);
  await changeTenant(server, tenant, { delete_at: new Date(Date.now() - 1000).toISOString() });

  expect((await page.goto(`/${tenant}`))?.status()).toBe(403);
  expect((await call(server, visitor, "POST", "/api/v1/workspace/restore")).status).toBe(403);
  const cookie = await logIn(server, visitor);
  expect((await call(server, { ...visitor, cookie }, "GET", "/api/v1/settings")).status).toBe(403);
  await page.goto("/workspaces");
  await expect(page.getByRole("heading", { name: "You are in no workspace yet." })).toBeVisible();
  await expect(page.getByText(tenant)).toHaveCount(0);
});

test("a server erases what is due when it starts, and nothing else", async () => {
  test.skip(askedIsolation() !== null, "A second start gets a new database there.");
  const dataDir = mkdtempSync(join(tmpdir(), "acre-e2e-due-"));
  const start = async () => ({ ...(await startServer({ ACRE_DATA_DIR: dataDir })), dataDir });
  const first = await start();
  const [leaving, staying] = [await signUp(first), await signUp(first)];
  for (const person of [leaving, staying]) {
    const body = { confirm: person.tenant };
    expect((await call(first, person, "DELETE", "/api/v1/workspace", { body })).status).toBe(200);
  }
  const twoMinutesAgo = new Date(Date.now() - 120_000).toISOString();
  await changeTenant(first, leaving.tenant, { delete_at: twoMinutesAgo });
  const id = await tenantId(first, leaving.tenant);
  await first.stop();

  const second = await start();
  await expect
    .poll(async () => slugsIn(await readCatalog(second)), { timeout: 30_000 })
    .toEqual([staying.tenant]);
  expect(JSON.stringify((await readCatalog(second)).memberships)).not.toContain(id);
  const files = readdirSync(join(dataDir, "tenants"), { recursive: true, encoding: "utf8" });
  expect(files.filter((name) => name.includes(id))).toEqual([]);
  await expect(logIn(second, leaving)).resolves.toContain("session-token");
  expect((await call(second, staying, "POST", "/api/v1/workspace/restore")).status).toBe(200);
  await second.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("a suspended workspace says so to its members, and to nobody else that it exists", async ({
  page,
  server,
  newcomer,
  enter,
}) => {
  const [owner, stranger] = [await newcomer(), await newcomer()];
  await enter(owner);
  await page.goto(`/${owner.tenant}`);
  await hydrated(page);
  const before = await changeTenant(server, owner.tenant, { status: "suspended" });
  // From a page that is open already, and from its address.
  await page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "My work" }).click();
  await expect(page.getByRole("heading", { name: "This workspace is suspended." })).toBeVisible();
  for (const path of ["", "/settings", `/projects/${owner.projectId}`]) {
    const response = await page.goto(`/${owner.tenant}${path}`);
    expect(response?.status()).toBe(423);
    await expect(page.getByRole("heading", { level: 1, name: "This workspace is suspended." })).toBeVisible();
    await expect(page).toHaveTitle(/^Workspace suspended/);
  }
  await page.getByRole("link", { name: "Go to your workspaces" }).click();
  await expect(page.getByRole("heading", { name: "None of your workspaces is open." })).toBeVisible();
  await page.getByRole("link", { name: owner.tenant }).click();
  await expect(page.getByRole("heading", { name: "This workspace is suspended." })).toBeVisible();

  const answer = await call(server, owner, "GET", "/api/v1/projects");
  expect(answer.status).toBe(423);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(json(answer)).toMatchObject({ code: "workspace_suspended", status: 423 });
  expect((await call(server, owner, "GET", "/api/v1/export")).status).toBe(423);
  expect((await call(server, stranger, "GET", "/api/v1/projects", { tenant: owner.tenant })).status).toBe(
    403,
  );

  await changeTenant(server, owner.tenant, before);
  expect((await page.goto(`/${owner.tenant}`))?.status()).toBe(200);
});

test("a workspace that is being updated comes back by itself", async ({ page, server, visitor }) => {
  const before = await changeTenant(server, visitor.tenant, { schema_version: "empty" });
  const response = await page.goto(`/${visitor.tenant}/my-work`);
  expect(response?.status()).toBe(503);
  expect(await response?.headerValue("retry-after")).toBe("5");
  await expect(page.getByRole("heading", { name: "This workspace will be back in a moment." })).toBeVisible();
  const answer = await call(server, visitor, "GET", "/api/v1/projects");
  expect(answer.status).toBe(503);
  expect(answer.headers["retry-after"]).toBe("5");
  await changeTenant(server, visitor.tenant, before);
  await expect(page.getByRole("heading", { level: 1, name: "My work" })).toBeVisible({ timeout: 30_000 });
});

test("a workspace that is being moved is read, and not written for a moment", async ({
  page,
  server,
  visitor,
}) => {
  const rename = () => call(server, visitor, "PATCH", "/api/v1/settings", { body: { name: "Moved" } });
  const before = await changeTenant(server, visitor.tenant, { status: "moving" });
  expect((await page.goto(`/${visitor.tenant}`))?.status()).toBe(200);
  const refused = await rename();
  expect(refused.status).toBe(503);
  expect(refused.headers["retry-after"]).toBe("5");
  await changeTenant(server, visitor.tenant, before);
  expect((await rename()).status).toBe(200);
});

function pickOutcome(detail: string): unknown {
  const parsed: unknown = JSON.parse(detail);
  return typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, "outcome") : undefined;
}

function slugsIn(catalog: Contents): unknown[] {
  return (catalog.tenants ?? []).map(({ slug }) => slug);
}

function banner(page: Page) {
  return page.getByRole("region", { name: "State of this workspace" });
}

import { hydrated } from "../../support/board";
import { addMember } from "../../support/database";
import { pickText } from "../../support/http";
import { call, create, unique } from "../../support/people";
import { expect, test } from "../../support/test";

interface Entry {
  actor: { kind: string };
  changes: { request: { after: string } };
}

test("an owner reads who did what, narrows it by address, and takes it along", async ({
  page,
  server,
  visitor,
}) => {
  const title = unique("Fence ");
  const task = await create(server, visitor, `/api/v1/projects/${visitor.projectId}/tasks`, { title });
  await call(server, visitor, "PATCH", `/api/v1/tasks/${task}`, { body: { priority: "urgent" } });
  await page.goto(`/${visitor.tenant}/settings`);
  await hydrated(page);
  await page.getByRole("link", { name: "Audit log" }).click();

  const entry = page.getByRole("listitem").filter({ hasText: `changed the task “${title}”` });
  await entry.locator("summary").click();
  await expect(entry.getByRole("row", { name: "priority No priority Urgent" })).toBeVisible();
  await expect(entry.getByText("127.0.0.1")).toBeVisible();

  await page.getByLabel("What").selectOption("Workspace");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/action=workspace/);
  await expect(page.getByText("created the workspace")).toBeVisible();
  await expect(page.getByText(title)).toHaveCount(0);

  await hydrated(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/-audit-\d{4}-\d{2}-\d{2}\.csv$/);
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(page.getByText("downloaded the audit log")).toBeVisible();
});

test("a member does not read the log, by the page or by the route, and that is in it", async ({
  page,
  server,
  newcomer,
  enter,
}) => {
  const owner = await newcomer();
  const member = await newcomer();
  await addMember(server, owner.tenant, member, "member");
  const inside = { ...member, tenant: owner.tenant };
  await enter(member);
  await page.goto(`/${owner.tenant}/settings/audit`);
  await expect(page.getByText("Only owners and admins can read the audit log.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Audit log" })).toHaveCount(0);
  expect((await call(server, inside, "GET", "/api/v1/audit")).status).toBe(403);
  expect((await call(server, inside, "GET", "/api/v1/audit/export")).status).toBe(403);
  const outsider = await newcomer();
  expect((await call(server, { ...outsider, tenant: owner.tenant }, "GET", "/api/v1/projects")).status).toBe(
    403,
  );
  const unknown = "01900000-0000-7000-8000-000000000000";
  expect((await call(server, inside, "GET", `/api/v1/tasks/${unknown}`)).status).toBe(404);

  const refusals = async () => {
    const read = await call(server, owner, "GET", "/api/v1/audit?action=access.refused");
    const { entries }: { entries: Entry[] } = JSON.parse(read.body);
    return entries.map(({ actor, changes }) => [actor.kind, changes.request.after]);
  };
  await expect
    .poll(async () => (await refusals()).toSorted())
    .toEqual([
      ["member", "GET /api/v1/audit"],
      ["member", "GET /api/v1/audit/export"],
      ["member", "GET /api/v1/tasks/{id}"],
      ["outsider", "GET /api/v1/projects"],
    ]);
  expect(
    pickText(await call(server, owner, "GET", `/api/v1/audit?resource=${unknown}`), "entries.0.action"),
  ).toBe("access.refused");
});

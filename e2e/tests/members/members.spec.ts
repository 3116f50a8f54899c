import { choose, hydrated } from "../../support/board";
import { addMember, changeMember, changeTenant } from "../../support/database";
import { call } from "../../support/people";
import { expect, test } from "../../support/test";

test("an owner changes a role, removes a member and hands the workspace over", async ({
  page,
  server,
  newcomer,
  enter,
}) => {
  const [owner, heir, gone] = [await newcomer(), await newcomer(), await newcomer()];
  await addMember(server, owner.tenant, heir, "member");
  await addMember(server, owner.tenant, gone, "guest");
  await enter(owner);
  await page.goto(`/${owner.tenant}/settings/members`);
  await hydrated(page);
  await expect(page.getByRole("row", { name: new RegExp(owner.name) })).toContainText("The only owner");

  await choose(
    page,
    page.getByRole("button", { name: `Role of ${heir.name}: member` }),
    "Admin: people, settings and all the work",
  );
  await expect(page.getByText(`${heir.name} is an admin now`)).toBeVisible();

  await choose(page, page.getByRole("button", { name: `Actions: ${gone.name}` }), "Remove from workspace");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  // Behind a dialog there are no rows for anybody.
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(page.getByRole("row", { name: new RegExp(gone.name) })).toHaveCount(0);
  expect((await call(server, { ...gone, tenant: owner.tenant }, "GET", "/api/v1/projects")).status).toBe(403);

  await choose(page, page.getByRole("button", { name: `Actions: ${heir.name}` }), "Hand the workspace over");
  await page.getByRole("alertdialog").getByRole("button", { name: "Hand over" }).click();
  await expect(page.getByText(new RegExp(`${heir.name} owns .+ now`))).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(heir.name) })).toContainText("owner");
  await expect(page.getByRole("row", { name: new RegExp(owner.name) })).toContainText("admin");

  await choose(page, page.getByRole("button", { name: "Actions: you" }), "Leave workspace");
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave workspace" }).click();
  await expect(page.getByRole("heading", { name: "You are in no workspace yet." })).toBeVisible();
});

test("who may not change members sees why, and the server refuses all the same", async ({
  page,
  server,
  newcomer,
  enter,
}) => {
  const [owner, member] = [await newcomer(), await newcomer()];
  const id = await addMember(server, owner.tenant, member, "member");
  await enter(member);
  await page.goto(`/${owner.tenant}/settings/members`);
  await hydrated(page);
  await expect(page.getByText("Only owners and admins can invite people.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Role of/ })).toHaveCount(0);
  await expect(page.getByRole("row", { name: new RegExp(owner.name) })).toContainText(
    "Only owners and admins can change members.",
  );
  const me = { ...member, tenant: owner.tenant };
  const attempts = () =>
    Promise.all([
      call(server, me, "PATCH", `/api/v1/members/${id}`, { body: { role: "owner" } }),
      call(server, me, "DELETE", `/api/v1/members/${owner.adminId}`),
      call(server, me, "POST", "/api/v1/workspace/transfer", { body: { memberId: id } }),
      call(server, me, "POST", "/api/v1/invitations", { body: { emails: ["x@example.com"], role: "owner" } }),
      call(server, me, "GET", "/api/v1/members?active=false"),
    ]);
  expect((await attempts()).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  await changeMember(server, owner.tenant, id, "role", "admin");
  expect((await attempts()).map(({ status }) => status)).toEqual([403, 403, 403, 403, 200]);
});

test("a workspace whose trial has ended says so, and shows the way out", async ({
  page,
  server,
  visitor,
}) => {
  await changeTenant(server, visitor.tenant, { status: "read_only", status_reason: "trial_ended" });
  await page.goto(`/${visitor.tenant}`);
  const banner = page.getByRole("region", { name: "State of this workspace" });
  await expect(banner).toContainText("The trial has ended");
  const create = { body: { name: "One more" } };
  expect((await call(server, visitor, "POST", "/api/v1/projects", create)).status).toBe(423);
  await banner.getByRole("link", { name: "Download everything" }).click();
  await expect(page.getByRole("button", { name: "Download everything" })).toBeVisible();
  await changeTenant(server, visitor.tenant, { status: "active", status_reason: null });
  expect((await call(server, visitor, "POST", "/api/v1/projects", create)).status).toBe(201);
});

test("a person logs out everywhere from their profile", async ({ page, server, visitor }) => {
  await page.goto(`/${visitor.tenant}/settings/profile`);
  await hydrated(page);
  await page.getByRole("button", { name: "Log out everywhere" }).click();
  await expect(page.getByText("You are logged out everywhere.")).toBeVisible();
  expect((await call(server, visitor, "GET", "/api/v1/projects")).status).toBe(401);
});

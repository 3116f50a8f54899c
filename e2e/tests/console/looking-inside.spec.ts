import { changeCatalogRow, readCatalog, readTenant, tenantId } from "../../support/database";
import { pick, pickText } from "../../support/http";
import { makeOperator } from "../../support/operator";
import { call, type Person, unique } from "../../support/people";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";

const reason = "Ticket 4711: the board stays empty";

async function lookInside(server: Server, operator: Person, slug: string) {
  return call(server, operator, "POST", `/api/admin/tenants/${slug}/impersonations`, {
    tenant: null,
    body: { reason, minutes: 15 },
  });
}

const inside = (
  server: Server,
  operator: Person,
  owner: Person,
  method: string,
  path: string,
  body?: unknown,
) => call(server, operator, method, path, { tenant: owner.tenant, body });

test("an operator reads for a reason, writes only when elevated, and both logs name them", async ({
  server,
  newcomer,
}) => {
  const [owner, operator] = [await newcomer(), await newcomer()];
  const account = await makeOperator(server, operator);
  const projects = "/api/v1/projects";
  expect((await inside(server, operator, owner, "GET", projects)).status).toBe(403);

  const look = await lookInside(server, operator, owner.tenant);
  expect(look.status).toBe(201);
  expect((await inside(server, operator, owner, "GET", projects)).status).toBe(200);
  const rename = { name: "Renamed by support" };
  const project = `${projects}/${owner.projectId}`;
  expect((await inside(server, operator, owner, "PATCH", project, rename)).status).toBe(403);

  const id = pickText(look, "id");
  const elevated = await call(server, operator, "PATCH", `/api/admin/impersonations/${id}`, {
    tenant: null,
    body: { reason: "The owner asked for it by telephone" },
  });
  expect(elevated.status).toBe(200);
  expect((await inside(server, operator, owner, "PATCH", project, rename)).status).toBe(200);
  expect((await call(server, owner, "GET", project)).body).toContain(rename.name);

  const { audit_log: log = [] } = await readTenant(server, owner.tenant);
  const byOperator = log.filter(({ actor_kind: kind }) => kind === "operator");
  const allowed = byOperator.filter(({ action }) => action !== "access.refused");
  expect(allowed.map(({ action }) => action)).toEqual([
    "workspace.impersonation_started",
    "workspace.impersonation_elevated",
    "project.updated",
  ]);
  for (const entry of byOperator)
    expect(entry).toMatchObject({ actor_id: account, actor_name: operator.name });
  expect(String(allowed[0]?.changes)).toContain(reason);
  const { operator_events: events = [] } = await readCatalog(server);
  const ofOperator = events.filter(({ actor }) => actor === account).map(({ action }) => action);
  expect(ofOperator).toEqual(["tenant.impersonation_started", "tenant.impersonation_elevated"]);
});

test("a look ends by leaving, by its time and with the operator's role, on the next request", async ({
  server,
  newcomer,
}) => {
  const [owner, operator] = [await newcomer(), await newcomer()];
  const account = await makeOperator(server, operator);
  const reads = async () => (await inside(server, operator, owner, "GET", "/api/v1/projects")).status;
  const begin = async () => pickText(await lookInside(server, operator, owner.tenant), "id");

  const left = await begin();
  expect(await reads()).toBe(200);
  const leaving = await call(server, operator, "DELETE", `/api/admin/impersonations/${left}`, {
    tenant: null,
  });
  expect(leaving.status).toBe(204);
  expect(await reads()).toBe(403);

  const late = await begin();
  expect(await reads()).toBe(200);
  await changeCatalogRow(server, "impersonations", late, {
    ended_at: null,
    expires_at: new Date(0).toISOString(),
  });
  expect(await reads()).toBe(403);

  await begin();
  expect(await reads()).toBe(200);
  const { operators = [] } = await readCatalog(server);
  expect(operators.some((row) => row.account_id === account)).toBe(true);
  expect((await lookInside(server, owner, owner.tenant)).status, "an owner is no operator").toBe(404);
});

test("without a reason, or in a closed workspace, nobody looks inside", async ({ server, newcomer }) => {
  const [owner, operator] = [await newcomer(), await newcomer()];
  await makeOperator(server, operator);
  const address = `/api/admin/tenants/${owner.tenant}`;
  const blank = await call(server, operator, "POST", `${address}/impersonations`, {
    tenant: null,
    body: { reason: "  ", minutes: 30 },
  });
  expect(blank.status).toBe(422);
  expect(pick(blank, "errors.0.field")).toBe("reason");
  const set = (status: string) =>
    call(server, operator, "POST", `${address}/status`, { tenant: null, body: { status } });
  expect((await set("read_only")).status).toBe(200);
  expect((await lookInside(server, operator, owner.tenant)).status).toBe(423);
  expect((await set("suspended")).status).toBe(200);
  expect((await lookInside(server, operator, owner.tenant)).status).toBe(423);
  expect((await set("active")).status).toBe(200);
  expect((await lookInside(server, operator, owner.tenant)).status).toBe(201);
});

test("a copy of the content asks for a reason and stands in the log of what is copied, one of empty tables does neither", async ({
  server,
  newcomer,
}) => {
  const [owner, operator] = [await newcomer(), await newcomer()];
  await makeOperator(server, operator);
  const copy = (body: object) =>
    call(server, operator, "POST", `/api/admin/tenants/${owner.tenant}/copies`, {
      tenant: null,
      body: { slug: unique("copy_"), ...body },
    });
  const copied = async () =>
    (await readTenant(server, owner.tenant)).audit_log?.filter(({ action }) => action === "workspace.copied");

  const refused = await copy({});
  expect([refused.status, pick(refused, "errors.0.field")]).toEqual([422, "reason"]);
  expect((await copy({ data: false })).status).toBe(202);
  expect(await copied()).toEqual([]);
  expect((await copy({ reason })).status).toBe(202);
  expect(await copied()).toMatchObject([
    { actor_kind: "operator", actor_name: operator.name, changes: expect.stringContaining(reason) },
  ]);
});

test("a download asks for a reason, stands in both logs, and is had once", async ({ server, newcomer }) => {
  const [owner, operator, other] = [await newcomer(), await newcomer(), await newcomer()];
  await makeOperator(server, operator);
  await makeOperator(server, other);
  const ask = (body: object) =>
    call(server, operator, "POST", `/api/admin/tenants/${owner.tenant}/downloads`, { tenant: null, body });
  expect((await ask({ reason: "" })).status).toBe(422);
  const asked = await ask({ reason });
  expect(asked.status).toBe(201);
  const href = pickText(asked, "href");
  expect((await call(server, other, "GET", href, { tenant: null })).status, "another operator's").toBe(404);
  const file = await call(server, operator, "GET", href, { tenant: null });
  expect(file.status).toBe(200);
  expect(file.headers["content-disposition"]).toContain(owner.tenant);
  expect((await call(server, operator, "GET", href, { tenant: null })).status, "a second time").toBe(404);
  const { audit_log: log = [] } = await readTenant(server, owner.tenant);
  expect(log.map(({ action }) => action)).toContain("workspace.downloaded");
  const { operator_events: events = [] } = await readCatalog(server);
  const id = await tenantId(server, owner.tenant);
  const ofTenant = events.filter((event) => event.tenant_id === id).map(({ action }) => action);
  expect(ofTenant).toEqual(expect.arrayContaining(["tenant.download_allowed", "tenant.exported"]));
});

import { json, pick, pickText } from "../../support/http";
import { callByKey, makeKey } from "../../support/keys";
import { call } from "../../support/people";
import { expect, test } from "../../support/test";

test("a key acts for its maker without naming the workspace, within its scopes, until it is revoked", async ({
  server,
  newcomer,
}) => {
  const owner = await newcomer();
  const { id, key } = await makeKey(server, owner, ["projects:read", "tasks:write"]);
  const path = `/api/v1/projects/${owner.projectId}/tasks`;

  const made = await callByKey(server, key, "POST", path, { body: { title: "By a program" } });
  expect(made.status).toBe(201);
  expect(pickText(made, "creatorId")).toBe(owner.adminId);
  expect((await callByKey(server, key, "GET", path)).status).toBe(403);
  expect((await callByKey(server, key, "GET", "/api/v1/projects")).status).toBe(200);
  expect((await callByKey(server, key, "GET", "/api/v1/account")).status).toBe(403);
  expect((await callByKey(server, key, "GET", "/api/v1/api-keys")).status).toBe(403);
  const { tenant, cookie } = owner;
  expect(
    (await callByKey(server, key, "GET", "/api/v1/projects", { headers: { "x-tenant": tenant } })).status,
  ).toBe(200);

  expect((await call(server, owner, "DELETE", `/api/v1/api-keys/${id}`)).status).toBe(204);
  expect((await callByKey(server, key, "GET", "/api/v1/projects")).status).toBe(401);
  // A cookie beside it does not help: the key counts.
  const both = { headers: { cookie, "x-tenant": tenant } };
  expect((await callByKey(server, key, "GET", "/api/v1/projects", both)).status).toBe(401);
  expect((await call(server, owner, "GET", "/api/v1/projects")).status).toBe(200);
});

test("a key opens no workspace but its own, and needs no Origin", async ({ server, newcomer }) => {
  const [owner, other] = [await newcomer(), await newcomer()];
  const { key } = await makeKey(server, owner, ["projects:read", "projects:write"]);
  for (const tenant of [other.tenant, "no_such_workspace"]) {
    const answer = await callByKey(server, key, "GET", "/api/v1/projects", {
      headers: { "x-tenant": tenant },
    });
    expect(answer.status).toBe(403);
  }
  expect((await callByKey(server, key, "GET", `/api/v1/projects/${other.projectId}`)).status).toBe(404);
  const body = { name: "From anywhere" };
  const headers = { origin: "https://elsewhere.example" };
  expect((await callByKey(server, key, "POST", "/api/v1/projects", { body, headers })).status).toBe(201);
  // The same page with the owner's cookie is another site's forgery.
  expect((await call(server, owner, "POST", "/api/v1/projects", { body, headers })).status).toBe(403);
});

test("a creation under one Idempotency-Key is made once by a hundred requests, and another body is refused", async ({
  server,
  newcomer,
}) => {
  const owner = await newcomer();
  const { key } = await makeKey(server, owner, ["tasks:read", "tasks:write"]);
  const path = `/api/v1/projects/${owner.projectId}/tasks`;
  const headers = { "idempotency-key": "order-66" };
  const once = () => callByKey(server, key, "POST", path, { body: { title: "Only once" }, headers });
  const answers = await Promise.all(Array.from({ length: 100 }, once));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(answers.filter(({ headers: told }) => told["idempotency-replayed"] === undefined)).toHaveLength(1);
  const listed = await callByKey(server, key, "GET", `${path}?query=${encodeURIComponent("Only once")}`);
  expect(pick(listed, "tasks")).toHaveLength(1);

  const other = await callByKey(server, key, "POST", path, { body: { title: "Another" }, headers });
  expect([other.status, pickText(other, "code")]).toEqual([422, "idempotency_reused"]);
  const malformed = { headers: { "idempotency-key": "with spaces" }, body: { title: "No" } };
  expect((await callByKey(server, key, "POST", path, malformed)).status).toBe(400);
  // Somebody else's key of the same name is theirs.
  const person = await call(server, owner, "POST", path, { body: { title: "Only once" }, headers });
  expect([person.status, pickText(person, "id") === pickText(await once(), "id")]).toEqual([201, false]);
});

test("a record is changed from the version its ETag names: of two who start from it, one wins", async ({
  server,
  newcomer,
}) => {
  const owner = await newcomer();
  const path = `/api/v1/projects/${owner.projectId}`;
  const read = await call(server, owner, "GET", path);
  const tag = String(read.headers.etag);
  expect(tag).toMatch(/^"[\w-]+\.[\w-]+"$/);
  const unchanged = await call(server, owner, "GET", path, { headers: { "if-none-match": tag } });
  expect([unchanged.status, unchanged.body, unchanged.headers.etag]).toEqual([304, "", tag]);

  const change = (name: string, condition: string) =>
    call(server, owner, "PATCH", path, { body: { name }, headers: { "if-match": condition } });
  const race = await Promise.all(["One", "Two", "Three"].map((name) => change(name, tag)));
  expect(race.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  const winner = race.find(({ status }) => status === 200);
  expect((await call(server, owner, "GET", path)).headers.etag).toBe(winner?.headers.etag);
  expect((await call(server, owner, "GET", path, { headers: { "if-none-match": tag } })).status).toBe(200);

  expect((await change("Four", `W/${String(winner?.headers.etag)}`)).status).toBe(412);
  expect((await change("Four", "nonsense")).status).toBe(412);
  expect((await change("Four", `"x", ${String(winner?.headers.etag)}`)).status).toBe(200);
  expect((await change("Five", "*")).status).toBe(200);
  const remove = { headers: { "if-match": tag } };
  expect((await call(server, owner, "DELETE", path, remove)).status).toBe(412);
  expect((await call(server, owner, "DELETE", path)).status).toBe(204);
});

test("what an address does not do it says, with what it does", async ({ server, visitor }) => {
  for (const [method, path, allow] of [
    ["PUT", "/api/v1/projects", "GET, HEAD, OPTIONS, POST"],
    ["POST", "/api/v1/settings", "GET, HEAD, OPTIONS, PATCH"],
    ["DELETE", "/api/health", "GET, HEAD, OPTIONS"],
  ] as const) {
    const answer = await call(server, visitor, method, path);
    expect([answer.status, answer.headers["content-type"]]).toEqual([405, "application/problem+json"]);
    expect(answer.headers.allow).toBe(allow);
    expect(json(answer)).toMatchObject({
      code: "method_not_allowed",
      requestId: answer.headers["x-request-id"],
    });
  }
  for (const path of ["/api/x", "/api", "/api/v2/projects", "/api/v1/x"]) {
    const answer = await call(server, visitor, "GET", path);
    expect([answer.status, answer.headers["content-type"]]).toEqual([404, "application/problem+json"]);
  }
});

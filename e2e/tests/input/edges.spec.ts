import { type Outgoing, pick, send } from "../../support/http";
import { call, type Person, signUp } from "../../support/people";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";

// What nobody's browser sends, on every model: what one database takes another one refuses to hold. Each is answered as the
// mistake of whoever sent it, beside the same with nothing wrong.

const nobody = "00000000-0000-4000-8000-000000000000";
const cursorOf = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString("base64url");

test.describe("without a session", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const json = { "content-type": "application/json" };
  const state = (value: string): Outgoing => ({ headers: { rsc: "1", "next-router-state-tree": value } });
  const withCallback = (value: string): Outgoing => ({
    headers: { cookie: `next-auth.callback-url=${value}` },
  });
  const wrong: [what: string, method: string, path: string, out: Outgoing, status: number][] = [
    ["a router state that is no JSON", "GET", "/login", state("x"), 400],
    ["a router state of another shape", "GET", "/login", state(encodeURIComponent('["a",{"b":1}]')), 400],
    ["TRACE of a page", "TRACE", "/login", {}, 405],
    ["TRACE of the API", "TRACE", "/api/v1/labels", {}, 405],
    ["a log-in by GET", "GET", "/api/auth/callback/credentials", {}, 400],
    [
      "half a body to log in with",
      "POST",
      "/api/auth/callback/credentials",
      { headers: json, body: '{"x":' },
      400,
    ],
    [
      "no object to log in with",
      "POST",
      "/api/auth/callback/credentials",
      { headers: json, body: "null" },
      400,
    ],
    [
      "an object to return to",
      "POST",
      "/api/auth/callback/credentials",
      { headers: json, body: '{"callbackUrl":{"a":1}}' },
      400,
    ],
    [
      "a script to return to",
      "POST",
      "/api/auth/callback/credentials",
      { headers: form, body: "callbackUrl=javascript:1" },
      400,
    ],
    ["nowhere to return to, in the query", "GET", "/api/auth/signin?callbackUrl=x:y", {}, 400],
    ["nowhere to return to, in the cookie", "GET", "/api/auth/session", withCallback("x:y"), 400],
  ];
  for (const [what, method, path, out, status] of wrong) {
    test(`${what} is ${status}`, async ({ server }) => {
      expect((await send(server.url, method, path, out)).status).toBe(status);
    });
  }

  test("what is asked for as it should be is answered", async ({ server }) => {
    const at = (path: string, out: Outgoing = {}) => send(server.url, "GET", path, out);
    const cookie = encodeURIComponent(server.url);
    const tree = encodeURIComponent('["",{"children":["__PAGE__",{},null,null,0]},null,null,16]');
    expect((await at("/login")).status).toBe(200);
    expect((await at("/api/auth/session", withCallback(cookie))).status).toBe(200);
    expect((await at("/login", state(tree))).status).toBeLessThan(400);
  });

  test("a cookie that leads nowhere is forgotten", async ({ server }) => {
    const refused = await send(server.url, "GET", "/api/auth/csrf", withCallback("x:y"));
    expect(String(refused.headers["set-cookie"])).toContain("next-auth.callback-url=; Path=/; Max-Age=0");
  });

  test("the console's addresses have no methods to tell of, as if they were not there", async ({
    server,
  }) => {
    const seen = async (method: string, path: string) => {
      const { status, headers, body } = await send(server.url, method, path);
      return {
        status,
        allow: headers.allow,
        detail: body === "" ? "" : pick({ status, headers, body, whole: "" }, "detail"),
      };
    };
    for (const path of ["/api/admin/work", "/api/admin/tenants/acme", "/api/admin/tenants/acme/backups"]) {
      for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
        expect(await seen(method, path), `${method} ${path}`).toEqual(
          await seen(method, "/api/admin/nothing"),
        );
    }
  });
});

test.describe("an owner", () => {
  test.describe.configure({ mode: "serial" });
  let owner: Person;
  test.beforeAll(async ({ server }) => {
    owner = await signUp(server);
  });
  const status = async (server: Server, path: string) => (await call(server, owner, "GET", path)).status;

  const lists: [path: string, good: string, wrong: string[]][] = [
    ["/api/v1/audit", "from=2020-01-01", ["actor=%01%7F%00", "from=0000-01-01", "to=0000-01-01T00:00:00Z"]],
    ["/api/v1/audit", "limit=1", [`cursor=${cursorOf("audit", "0000-01-01T00:00:00Z", nobody)}`]],
    ["/api/v1/trash", "limit=1", [`cursor=${cursorOf("trash", "0000-01-01T00:00:00Z", nobody)}`]],
    ["/api/v1/labels", "limit=1", [`cursor=${cursorOf("labels name", "\0", nobody)}`]],
    ["/api/v1/members", "limit=1", [`cursor=${cursorOf("members", "\0", nobody)}`]],
    ["/api/v1/projects", "limit=1", [`cursor=${cursorOf("projects name", "\ud800", nobody)}`]],
    [
      "/api/v1/projects/PROJECT/tasks",
      "updatedSince=2020-01-01T00:00:00Z",
      [
        "updatedSince=0000-01-01T00:00:00Z",
        `sort=createdAt&cursor=${cursorOf("tasks createdAt", "0000-01-01T00:00:00Z", nobody)}`,
      ],
    ],
  ];
  for (const [path, good, wrong] of lists) {
    test(`is told what is wrong in ${path}?${good.split("=")[0]} and the like`, async ({ server }) => {
      const address = path.replace("PROJECT", owner.projectId);
      expect(await status(server, `${address}?${good}`)).toBe(200);
      for (const query of wrong)
        expect([400, 422], query).toContain(await status(server, `${address}?${query}`));
    });
  }

  test("finds no workspace, project or preview under a name that has a NUL", async ({ server }) => {
    const { tenant, projectId } = owner;
    const found = async (path: string) => (await call(server, owner, "GET", path, { tenant: null })).status;
    expect([await found(`/${tenant}`), await found(`/${tenant}/projects/${projectId}`)]).toEqual([200, 200]);
    for (const path of ["/%00", "/a%00b", "/%00/projects", `/${tenant}@%00`, `/${tenant}%00@x/projects`])
      expect([403, 404], path).toContain(await found(path));
    for (const path of [`/${tenant}/projects/%00`, `/${tenant}/tasks/%00`, `/${tenant}/projects?owner=%00`])
      expect(await found(path), path).toBeLessThan(500);
  });

  test("cannot have a webhook called at an address with a control character", async ({ server }) => {
    for (const url of ["https://8.8.8.8/a\u0000b", "https://8.8.8.8/a\u0001b", "https://8.8.8.8/\ud800"]) {
      const answer = await call(server, owner, "POST", "/api/v1/webhooks", { body: { url, events: ["*"] } });
      expect([answer.status, pick(answer, "errors.0.field")]).toEqual([422, "url"]);
    }
  });

  test("cannot have a key end in the year 10000", async ({ server }) => {
    const key = (expiresAt: string) =>
      call(server, owner, "POST", "/api/v1/api-keys", {
        body: { name: "Late", scopes: ["tasks:read"], expiresAt },
      });
    const refused = await key("9999-12-31T23:59:59-23:59");
    expect([refused.status, pick(refused, "errors.0.field")]).toEqual([422, "expiresAt"]);
    expect((await key("9999-12-31T23:59:59Z")).status).toBe(201);
  });
});

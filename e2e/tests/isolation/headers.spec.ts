import { tenantId } from "../../support/database";
import { pickText, send } from "../../support/http";
import { call } from "../../support/people";
import { leaks } from "../../support/planted";
import { expect, test } from "../../support/test";
import { expectAlike, expectRefusal } from "./attempts";

// Whatever a caller writes into headers, cookies and the query: the workspace is the one X-Tenant names, and
// only for its members.

test("X-Tenant opens a workspace by its slug alone", async ({ server, planted, stranger }) => {
  const { tenant } = planted.person;
  const own = await call(server, planted.person, "GET", "/api/v1/projects");
  expect(own.status).toBe(200);
  expect(leaks(own, planted.secrets)).toContain("projectName");

  const unknown = await call(server, stranger.person, "GET", "/api/v1/projects", { tenant: "nobody_here" });
  for (const name of [
    tenant,
    await tenantId(server, tenant),
    tenant.toUpperCase(),
    `${stranger.person.tenant}, ${tenant}`,
    `../${tenant}`,
    `${tenant}.db`,
    `${tenant}%00`,
    "*",
    "%",
    "admin",
    "constructor",
    "' OR '1'='1",
  ]) {
    const answer = await call(server, stranger.person, "GET", "/api/v1/projects", { tenant: name });
    expectRefusal(answer, 403, planted, [name]);
    expectAlike(answer, unknown);
  }
});

test("the owner has to write the slug exactly, too", async ({ server, planted }) => {
  const { tenant } = planted.person;
  for (const name of [
    await tenantId(server, tenant),
    tenant.toUpperCase(),
    `${tenant}/`,
    `${tenant},${tenant}`,
  ]) {
    const answer = await call(server, planted.person, "GET", "/api/v1/projects", { tenant: name });
    expectRefusal(answer, 403, planted, [name]);
  }
});

test("X-Tenant sent twice opens neither workspace", async ({ server, planted, stranger }) => {
  const headers = { "x-tenant": [stranger.person.tenant, planted.person.tenant] };
  const answer = await call(server, stranger.person, "GET", "/api/v1/projects", { tenant: null, headers });
  expectRefusal(answer, 403, planted);
});

test("of two session cookies none opens the other's workspace", async ({ server, planted, stranger }) => {
  const { cookie: mine, tenant } = stranger.person;
  const { cookie: theirs } = planted.person;
  // Whichever of the two is believed, its own workspace is all it opens.
  for (const cookie of [`${mine}; ${theirs}`, `${theirs}; ${mine}`]) {
    const headers = { cookie };
    const statuses = await Promise.all(
      [tenant, planted.person.tenant].map(
        async (slug) =>
          (await call(server, null, "GET", "/api/v1/settings", { tenant: slug, headers })).status,
      ),
    );
    expect(statuses.sort()).toEqual([200, 403]);
  }
  // Pieces of a session are no session.
  const [name = "", value = ""] = theirs.split("=");
  for (const cookie of [
    `__Secure-${theirs}`,
    `${name}.0=${value.slice(0, 50)}; ${name}.1=${value.slice(50)}`,
    `${name}=${value.slice(0, -1)}`,
    `${name}=`,
    `${name}=undefined`,
    theirs.toUpperCase(),
  ]) {
    const answer = await call(server, null, "GET", "/api/v1/settings", {
      tenant: planted.person.tenant,
      headers: { cookie },
    });
    expectRefusal(answer, 401, planted);
  }
});

test("no header of proxies or of the framework picks a workspace or skips the guard", async ({
  server,
  planted,
  stranger,
}) => {
  const { tenant } = planted.person;
  const tricks: Record<string, string>[] = [
    { "x-forwarded-host": `${tenant}.localhost` },
    { "x-forwarded-host": new URL(server.url).host, "x-forwarded-for": "127.0.0.1" },
    { forwarded: `host=${tenant}.localhost` },
    { host: `${tenant}.localhost` },
    { "x-original-url": `/${tenant}`, "x-rewrite-url": `/${tenant}` },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy" },
    { "x-middleware-override-headers": "x-tenant", "x-middleware-request-x-tenant": tenant },
    { "x-acre-tenant": tenant, "x-tenant-id": tenant, "x-acre-address": "127.0.0.1" },
    { "x-http-method-override": "GET" },
    { authorization: "Bearer pk_undefined" },
    { authorization: `Bearer pk_${tenant}_0123456789abcdef` },
  ];
  for (const headers of tricks) {
    const what = JSON.stringify(headers);
    const named = await call(server, stranger.person, "GET", "/api/v1/projects", { tenant, headers });
    expect.soft([401, 403], what).toContain(named.status);
    expect.soft(leaks(named, planted.secrets), what).toEqual([]);

    const nobody = await call(server, null, "GET", "/api/v1/projects", { tenant, headers });
    expect.soft([401, 403], what).toContain(nobody.status);
    expect.soft(leaks(nobody, planted.secrets), what).toEqual([]);

    const own = await call(server, stranger.person, "GET", "/api/v1/projects", { headers });
    expect.soft(leaks(own, planted.secrets), what).toEqual([]);

    const page = await send(server.url, "GET", `/${tenant}`, {
      headers: { cookie: stranger.person.cookie, ...headers },
    });
    expect.soft(page.status, what).toBe(403);
    expect.soft(leaks(page, planted.secrets), what).toEqual([]);
  }
  expect((await call(server, planted.person, "GET", "/api/v1/projects")).status).toBe(200);
});

test("a workspace named in the query or the path of a route is not opened", async ({
  server,
  planted,
  stranger,
}) => {
  const { tenant } = planted.person;
  for (const query of [`tenant=${tenant}`, `x-tenant=${tenant}`, `slug=${tenant}`, `workspace=${tenant}`]) {
    const answer = await call(server, stranger.person, "GET", `/api/v1/settings?${query}`);
    expect(leaks(answer, planted.secrets)).toEqual([]);
    const nameless = await call(server, planted.person, "GET", `/api/v1/settings?${query}`, {
      tenant: null,
    });
    expectRefusal(nameless, 400, planted);
  }
});

test("X-Forwarded-Host neither moves a redirect nor makes a foreign page's write our own", async ({
  server,
  planted,
}) => {
  const { person } = planted;
  const forged = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
  const page = await send(server.url, "GET", `/${person.tenant}`, { headers: forged });
  expect(page.whole).not.toContain("evil.example");
  const headers = { ...forged, origin: "https://evil.example" };
  const write = await call(server, person, "POST", "/api/v1/projects", { body: { name: "x" }, headers });
  expectRefusal(write, 403, planted);
  const own = { ...forged, origin: server.url };
  const allowed = await call(server, person, "POST", "/api/v1/projects", {
    body: { name: "Own" },
    headers: own,
  });
  expect(pickText(allowed, "name")).toBe("Own");
});

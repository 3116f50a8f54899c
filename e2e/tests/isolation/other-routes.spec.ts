import { readCatalog } from "../../support/database";
import { pick, send } from "../../support/http";
import { call } from "../../support/people";
import { leaks } from "../../support/planted";
import { belowIt } from "../../support/surface";
import { expect, test } from "../../support/test";
import { expectAlike, expectRefusal, routesOf, writes } from "./attempts";

for (const { name, method, path, route } of routesOf("account")) {
  test(`${name} is a person's own, and refuses strangers and pages of other sites`, async ({
    server,
    planted,
    newcomer,
  }) => {
    const person = await newcomer();
    const options = { tenant: null, ...(route.body && { body: route.body }) };
    const before = await readCatalog(server);
    expectRefusal(await call(server, null, method, path, options), 401, planted);
    if (writes(method)) {
      for (const origin of ["https://evil.example", "null"]) {
        const answer = await call(server, person, method, path, { ...options, headers: { origin } });
        expectRefusal(answer, 403, planted);
      }
    }
    expect(await readCatalog(server)).toEqual(before);

    const headers = { origin: server.url, "x-tenant": planted.person.tenant };
    const own = await call(server, person, method, path, { ...options, headers });
    expect(own.status).toBe(route.status);
    expect(leaks(own, planted.secrets)).toEqual([]);
    if (method === "GET") expect(pick(own, "email")).toBe(person.email);
  });
}

for (const { name, method, path, route } of routesOf("public")) {
  test(`${name} refuses pages of other sites and takes strangers`, async ({ server, planted, stranger }) => {
    const before = await readCatalog(server);
    for (const origin of ["https://evil.example", "null"]) {
      const headers = { origin };
      const answer = await call(server, stranger.person, method, path, { body: route.body, headers });
      expectRefusal(answer, 403, planted);
    }
    expect(await readCatalog(server)).toEqual(before);
    const headers = { origin: server.url };
    const answer = await call(server, null, method, path, { body: route.body, headers });
    expect(answer.status).toBe(route.status);
    expect(leaks(answer, planted.secrets)).toEqual([]);
  });
}

for (const { name, method, path, route } of routesOf("open")) {
  test(`${name} answers everybody alike`, async ({ server, planted, stranger }) => {
    const address = belowIt(path);
    const nobody = await call(server, null, method, address);
    expect(nobody.status).toBe(route.status ?? 200);
    expect(leaks(nobody, planted.secrets)).toEqual([]);
    for (const person of [planted.person, stranger.person]) {
      expectAlike(await call(server, person, method, address), nobody);
    }
  });
}

test("NextAuth's session tells a person of nobody but themselves", async ({ server, planted, stranger }) => {
  const session = (cookie: string) => send(server.url, "GET", "/api/auth/session", { headers: { cookie } });
  expect(pick(await session(planted.person.cookie), "user.email")).toBe(planted.person.email);
  const mine = await session(stranger.person.cookie);
  expect(pick(mine, "user.email")).toBe(stranger.person.email);
  expect(leaks(mine, planted.secrets)).toEqual([]);
  expect((await session("")).body).toBe("{}");
});

test("NextAuth logs nobody in or out without its own token", async ({ server, planted }) => {
  const { email, password, cookie } = planted.person;
  const form = (fields: Record<string, string>) => ({
    headers: { "content-type": "application/x-www-form-urlencoded", cookie },
    body: new URLSearchParams({ json: "true", ...fields }).toString(),
  });
  const login = await send(
    server.url,
    "POST",
    "/api/auth/callback/credentials",
    form({ email, password, csrfToken: "forged" }),
  );
  expect(login.whole).not.toContain("next-auth.session-token=ey");
  await send(server.url, "POST", "/api/auth/signout", form({ csrfToken: "forged" }));
  const after = await send(server.url, "GET", "/api/auth/session", { headers: { cookie } });
  expect(pick(after, "user.email")).toBe(email);
});

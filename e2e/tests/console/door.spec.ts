import { readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { makeOperator } from "../../support/operator";
import { call, type Person } from "../../support/people";
import { root } from "../../support/server";
import { readSurface } from "../../support/surface";
import { expect, test } from "../../support/test";

const { pages, routes } = readSurface();
const consolePages = pages.filter((page) => page.startsWith("/admin"));
const consoleRoutes = routes.filter((route) => route.includes(" /api/admin/"));

test("the console has pages and routes to knock on", () => {
  expect(consolePages.length).toBeGreaterThan(3);
  expect(consoleRoutes.length).toBeGreaterThan(8);
  const files = readdirSync(join(root, "apps/web/src/app/api/admin"), { recursive: true, encoding: "utf8" });
  const folders = files
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => dirname(file).split(sep).join("/"));
  for (const folder of folders)
    expect(
      consoleRoutes.some((route) => route.endsWith(`/${folder}`)),
      folder,
    ).toBe(true);
});

const filled = (address: string, { tenant }: Person) =>
  address
    .replace("[slug]", tenant)
    .replace("[id]", "0198c0de-0000-7000-8000-000000000000")
    .replace("[token]", "a-token-of-nobody");

for (const page of consolePages) {
  test(`an owner finds nothing at ${page}, an operator does`, async ({ server, newcomer }) => {
    const [owner, operator] = [await newcomer(), await newcomer()];
    await makeOperator(server, operator);
    const address = filled(page, owner);
    const refused = await call(server, owner, "GET", address, { tenant: null });
    expect(refused.status).toBe(404);
    expect(refused.body).not.toContain("Actions on");
    expect((await call(server, operator, "GET", address, { tenant: null })).status).toBe(200);
    const stranger = await call(server, null, "GET", address);
    expect([307, 200, 404]).toContain(stranger.status);
    expect(stranger.body).not.toContain(owner.name);
  });
}

for (const route of consoleRoutes) {
  test(`nobody but an operator finds ${route}`, async ({ server, newcomer }) => {
    const owner = await newcomer();
    const [method = "", path = ""] = route.split(" ");
    const address = filled(path, owner);
    const body = method === "GET" ? undefined : { reason: "I would like to know", confirm: owner.tenant };
    const answers = [
      await call(server, null, method, address, { body }),
      await call(server, owner, method, address, { body }),
      await call(server, owner, method, `${address}/nothing-at-all`, { body }),
    ];
    for (const answer of answers) expect(answer.status).toBe(404);
    const own = await call(server, owner, "GET", "/api/v1/projects");
    expect(own.status, "the workspace is as it was").toBe(200);
  });
}

import { createDatabase, runSql } from "@acre/core/testing/postgres";
import { startPostgres, type TestServer } from "@acre/tenancy/testing/postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { temporaryInstallation } from "../../testing/acre";

let second: TestServer;
let secondUrl: string;
let firstUrl: string;
let installation: ReturnType<typeof temporaryInstallation>;
const done: (() => unknown)[] = [];

beforeAll(async () => {
  second = await startPostgres();
  done.push(() => second.stop());
  await runSql(second.url, "CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'owner'");
  await runSql(second.url, "CREATE DATABASE more OWNER keeper");
  secondUrl = as(second.url, "keeper", "more");
  firstUrl = (await createDatabase()).ownerUrl;
  installation = temporaryInstallation({ DATABASE_URL: firstUrl });
  done.push(installation.remove);
});
afterAll(async () => {
  for (const end of done.reverse()) await end();
});

function as(serverUrl: string, login: string, database: string): string {
  const url = new URL(serverUrl);
  url.username = login;
  url.password = "owner";
  url.pathname = database;
  return url.href;
}

async function told(...command: string[]) {
  const { code, stdout, stderr } = await installation.acre(...command, "--json");
  expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
  return JSON.parse(stdout);
}

async function refused(...command: string[]) {
  const { code, stderr } = await installation.acre(...command, "--json");
  expect({ command, code }).toEqual({ command, code: 1 });
  return JSON.parse(stderr).error;
}

it("a second server is added, filled, drained, emptied and removed", async () => {
  await told("tenant", "create", "acme_corp");
  const added = await installation.acre.with({ ACRE_SERVER_URL: secondUrl }, "datasource", "add", "pg2");
  expect(added).toMatchObject({ code: 0, stderr: "" });
  expect(await refused("datasource", "add", "pg2", "--url", secondUrl)).toMatchObject({ code: "name_taken" });
  // One database under two names would be two places of one tenant's data.
  for (const [name, url] of [
    ["again", secondUrl],
    ["first", firstUrl],
  ]) {
    const error = await refused("datasource", "add", String(name), "--url", String(url));
    expect(error.message).toMatch(/installation's already/);
  }
  const kept = await runSql(firstUrl, "SELECT wrapped_url FROM acre_catalog.datasource_servers").catch(
    () => [],
  );
  expect(JSON.stringify(kept)).not.toContain("keeper");

  const moved = await told("tenant", "move", "acme_corp", "--to", "pg2", "--isolation", "schema");
  expect(moved).toMatchObject({
    from: "schemas",
    to: "pg2",
    tenant: { datasource: "pg2", status: "active" },
  });
  expect((await told("tenant", "stats", "acme_corp")).bytes).toBeGreaterThan(0);
  expect(await told("tenant", "create", "fewest", "--placement", "least-tenants")).toMatchObject({
    datasource: "schemas",
  });
  const login = await runSql(
    second.url,
    "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname LIKE 'acre_app_%'",
  );
  expect(login).toEqual([{ rolsuper: false, rolbypassrls: false }]);

  expect((await refused("datasource", "remove", "pg2")).message).toMatch(/has 1 tenants \(acme_corp\)/);
  expect((await refused("tenant", "create", "late", "--to", "pg2")).message).toMatch(/being drained/);
  expect(await told("datasource", "drain", "pg2", "--undo")).toMatchObject({ draining: false, tenants: 1 });
  await told("tenant", "move", "acme_corp", "--confirm", "--yes");
  await told("tenant", "move", "acme_corp", "--to", "schemas");
  expect((await refused("datasource", "remove", "pg2")).message).toMatch(/old data of acme_corp/);
  await told("tenant", "move", "acme_corp", "--confirm", "--yes");
  expect(await told("datasource", "remove", "pg2")).toEqual({ name: "pg2" });
  expect((await told("datasource", "list")).datasources.map(({ name }: { name: string }) => name)).toEqual([
    "files",
    "schemas",
    "rows",
  ]);
});

it("a server that is not safe, or not there, is not taken", async () => {
  await runSql(second.url, "CREATE DATABASE unsafe OWNER keeper");
  const unsafe = as(second.url, "keeper", "unsafe");
  await runSql(unsafe, "CREATE FUNCTION peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'");
  const open = await refused("datasource", "add", "pg3", "--url", unsafe);
  expect(open).toMatchObject({
    code: "tenancy_unsafe",
    message: expect.stringContaining("definer_function"),
  });
  await runSql(unsafe, "REVOKE ALL ON FUNCTION peek() FROM PUBLIC");
  await told("datasource", "add", "pg3", "--url", unsafe);
  await told("datasource", "remove", "pg3");
  const nowhere = await refused("datasource", "add", "pg3", "--url", "postgres://a:b@127.0.0.1:1/none");
  expect(nowhere.message).toMatch(/at this address cannot be used/);
  const { code } = await installation.acre("datasource", "add", "schemas", "--url", secondUrl);
  expect(code).toBe(2);
  expect((await told("datasource", "list")).datasources).toHaveLength(3);
});

it("nobody waits for a server that is down but its own tenants", async () => {
  await told("datasource", "add", "pg2", "--url", secondUrl);
  await told("tenant", "create", "far_away", "--to", "pg2");
  await told("tenant", "create", "near_by");
  await second.stop();
  const up = await installation.acre("tenant", "stats", "near_by", "--json");
  expect(up.code).toBe(0);
  expect(up.stderr).toMatch(/server pg2: its tenants cannot be reached/);
  expect((await installation.acre("tenant", "stats", "far_away", "--json")).code).toBe(1);
});

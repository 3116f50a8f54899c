import { startPostgres, type TestServer } from "@acre/tenancy/testing/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootTestPlatform, type TestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { createDatabase, runSql } from "../../testing/postgres-server";
import { makeWorkspace } from "../../testing/test-workspace";
import { bootPlatform, openDataDir, readEnv } from "../index";
import { confirmMove, createTenant, listPlaces, moveTenant, type Operator } from "../operators";
import { addServer, drainServer, removeServer } from "./index";

let second: TestServer;
let secondUrl: string;
let firstUrl: string;
let folder: ReturnType<typeof temporaryFolder>;
let server: TestPlatform;
let variables: Record<string, string>;
let command: Awaited<ReturnType<typeof bootPlatform>>;

beforeAll(async () => {
  second = await startPostgres();
  secondUrl = await makeDatabase("more");
  firstUrl = (await createDatabase()).ownerUrl;
  folder = temporaryFolder();
  variables = { DATABASE_URL: firstUrl, ACRE_PLACEMENT: "least-tenants" };
  server = await bootTestPlatform(folder.dir, variables);
  command = await besideIt();
});
afterAll(async () => {
  await command.close();
  await server.close();
  await second.stop();
  folder.remove();
});

/** A database on the second server, of an owner of its own. */
async function makeDatabase(name: string): Promise<string> {
  await runSql(second.url, `CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'owner'`);
  await runSql(second.url, `CREATE DATABASE ${name} OWNER ${name}`);
  const url = new URL(second.url);
  Object.assign(url, { username: name, password: "owner", pathname: name });
  return url.href;
}

/** A process beside the running server. */
function besideIt() {
  return bootPlatform(readEnv(variables, folder.dir), openDataDir(server.dir, "command"), {
    localUrl: "http://localhost:3000",
    log: () => {},
  });
}

const operator = (): Operator => ({ platform: command.platform, actor: "cli" });
const names = async () => (await listPlaces(operator())).map(({ name }) => name);

describe("a second server", () => {
  it("is taken once, under one name, and its address is kept where nobody can read it", async () => {
    const added = await addServer(operator(), { name: "pg2", url: secondUrl });
    expect(added).toMatchObject({ name: "pg2", isolation: "schema", draining: false });
    const twice = addServer(operator(), { name: "pg2", url: secondUrl });
    await expect(twice).rejects.toMatchObject({ code: "name_taken" });
    // One database under two names would look like two places, and clearing up after a move would empty both.
    for (const url of [secondUrl, secondUrl.replace("127.0.0.1", "localhost"), firstUrl]) {
      const again = addServer(operator(), { name: "again", url });
      await expect(again).rejects.toMatchObject({
        code: "invalid_input",
        message: /installation's already/,
      });
    }
    const kept = await command.platform.catalog.datasourceServer.findMany();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toMatch(/postgres:|owner/);
    const events = await command.platform.catalog.operatorEvent.findMany({
      where: { action: "datasource.added" },
    });
    expect(JSON.stringify(events)).not.toMatch(/postgres:|owner/);
    expect(
      await runSql(second.url, "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname LIKE 'acre_app_%'"),
    ).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it("takes a tenant, which the running server goes on serving without a restart", async () => {
    const { slug, db } = await makeWorkspace(server.platform, "Far Away");
    const before = await db.task.count();
    const moved = await moveTenant(operator(), slug, { to: "pg2", isolation: "schema" });
    expect(moved).toMatchObject({ to: "pg2", tenant: { datasource: "pg2", isolation: "schema" } });
    const there = await server.platform.tenancy.connect(slug);
    expect(await there.task.count()).toBe(before);
    await there.label.create({ data: { id: crypto.randomUUID(), name: "Seen", color: "#336699" } });
    expect(await (await command.platform.tenancy.connect(slug)).label.count()).toBe(1);
    expect(await server.platform.tenancy.tenants.size(moved.tenant.id)).toBeGreaterThan(0);
    await confirmMove(operator(), slug);
  });

  it("gets new tenants where it has fewest, until it is drained", async () => {
    // One is on each.
    await createTenant(operator(), { slug: "near_1", to: "schemas" });
    expect(await createTenant(operator(), { slug: "near_2", placement: "least-tenants" })).toMatchObject({
      datasource: "schemas",
    });
    const next = () => server.platform.tenancy.placeNewTenant();
    expect(await next()).toMatchObject({ datasource: "pg2" });
    await drainServer(operator(), "pg2");
    expect(await next()).toMatchObject({ datasource: "schemas" });
    for (const wish of [{ to: "pg2" }, { to: "pg2", isolation: "schema" as const }]) {
      const late = createTenant(operator(), { slug: "late", ...wish });
      await expect(late).rejects.toMatchObject({ message: /being drained/ });
    }
    await drainServer(operator(), "pg2", false);
    expect(await next()).toMatchObject({ datasource: "pg2" });
  });

  it("is removed when nothing of any tenant is on it", async () => {
    const remove = () => removeServer(operator(), "pg2");
    await expect(remove()).rejects.toMatchObject({ message: /has 1 tenants \(far_away\)/ });
    await moveTenant(operator(), "far_away", { to: "rows" });
    await expect(remove()).rejects.toMatchObject({ message: /old data of far_away/ });
    await confirmMove(operator(), "far_away");
    expect(await remove()).toEqual({ name: "pg2" });
    await expect(remove()).rejects.toMatchObject({ code: "not_found" });
    expect(await names()).toEqual(["files", "schemas", "rows"]);
    expect(await server.platform.tenancy.placeNewTenant()).toMatchObject({ datasource: "schemas" });
    expect(server.platform.tenancy.places()).toHaveLength(3);
  });

  it.each(["schemas", "catalog", "Big", "a b", "../x"])("is not called %s", async (name) => {
    const adding = addServer(operator(), { name, url: secondUrl });
    await expect(adding).rejects.toMatchObject({ name: "ZodError" });
  });
});

it("a server is inspected before it is taken, and refused where tenants would not be apart", async () => {
  const url = await makeDatabase("unsafe");
  await runSql(url, "CREATE FUNCTION peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'");
  const unsafe = addServer(operator(), { name: "pg3", url });
  await expect(unsafe).rejects.toMatchObject({ code: "tenancy_unsafe", message: /definer_function/ });
  expect(await command.platform.catalog.datasourceServer.count()).toBe(0);
  await runSql(url, "REVOKE ALL ON FUNCTION peek() FROM PUBLIC");
  await addServer(operator(), { name: "pg3", url, isolation: "row" });
  // Somebody weakens it afterwards: the next process refuses its tenants before the first query.
  const { id } = await createTenant(operator(), { slug: "on_rows", to: "pg3" });
  await runSql(url, "GRANT ALL ON FUNCTION peek() TO PUBLIC");
  const next = await besideIt();
  await expect(next.platform.tenancy.connectById(id)).rejects.toMatchObject({ code: "tenancy_unsafe" });
  expect(await (await next.platform.tenancy.connect("near_1")).task.count()).toBe(0);
  await next.close();
  await runSql(url, "REVOKE ALL ON FUNCTION peek() FROM PUBLIC");
});

it("what cannot be reached is not taken, and one that is down holds up its own tenants alone", async () => {
  const nowhere = addServer(operator(), { name: "pg4", url: "postgres://a:b@127.0.0.1:1/none" });
  await expect(nowhere).rejects.toMatchObject({
    name: "EnvError",
    message: /at this address cannot be used/,
  });
  await addServer(operator(), { name: "pg5", url: await makeDatabase("down") });
  await createTenant(operator(), { slug: "unlucky", to: "pg5" });
  await command.close();
  await server.close();
  await second.stop();
  server = await bootTestPlatform(folder.dir, variables);
  command = await besideIt();
  expect(server.log.join("\n")).toMatch(/server pg5: its tenants cannot be reached/);
  const { tenancy } = server.platform;
  expect(await (await tenancy.connect("near_1")).task.count()).toBe(0);
  await expect(tenancy.connect("unlucky").then((db) => db.task.count())).rejects.toThrow();
});

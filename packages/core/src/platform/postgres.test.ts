import { createHash } from "node:crypto";
import { startPostgres } from "@acre/tenancy/testing/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTask, listMembers, listProjects, listTasks, notFound } from "../index";
import { bootTestPlatform, temporaryFolder } from "../testing/boot-test-platform";
import { createDatabase, runSql } from "../testing/postgres-server";
import { logIn, openWorkspace, type Platform, signUp } from "./index";

const password = "a sentence is good";
let server: Awaited<ReturnType<typeof startPostgres>>;
const folder = temporaryFolder();

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server?.stop();
  folder.remove();
});

async function enter(platform: Platform, email: string, slug: string) {
  const claim = await logIn(platform, { email, password });
  if (!claim) throw new Error(`${email} cannot log in.`);
  return openWorkspace(platform, { accountId: claim.accountId, slug, requestId: null });
}

describe.each(["schema", "row"] as const)("the application on PostgreSQL, model %s", (isolation) => {
  it("sets an empty database up, serves two workspaces apart, and finds them after a restart", async () => {
    const url = await server.createDatabase(`app_${isolation}`);
    const variables = { DATABASE_URL: url, ACRE_ISOLATION: isolation };
    const dir = `${folder.dir}/${isolation}`;
    const first = await bootTestPlatform(dir, variables);
    expect(first.report.catalogMigrations.length).toBeGreaterThan(0);
    const people = ["a@acme.com", "b@bolt.com", "c@acme.com", "d@acme.com"];
    const made = await Promise.all(
      people.map((email) =>
        signUp(first.platform, { companyName: "ACME Corp", name: "Ada", email, password }),
      ),
    );
    expect(new Set(made.map(({ tenant }) => tenant)).size).toBe(people.length);
    const [mine, theirs] = made;
    if (!mine || !theirs) throw new Error("Two sign-ups are missing.");

    const ctx = await enter(first.platform, "a@acme.com", mine.tenant);
    const made20 = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        createTask(ctx, { projectId: mine.projectId, title: `Task ${n}` }),
      ),
    );
    expect(new Set(made20.map(({ key }) => key)).size).toBe(20);
    const found = await listTasks(ctx, { projectId: mine.projectId, query: "tASK", limit: 50 });
    expect(found.tasks).toHaveLength(20);
    await expect(listTasks(ctx, { projectId: theirs.projectId })).rejects.toMatchObject({
      code: "not_found",
      message: notFound().message,
    });
    await expect(enter(first.platform, "a@acme.com", theirs.tenant)).rejects.toMatchObject({
      code: "forbidden",
    });

    // The catalog lies in the same database, behind a fence of its own.
    const accounts = ctx.db.$queryRawUnsafe('SELECT email FROM "acre_catalog"."accounts"');
    expect(await accounts.catch(() => [])).toEqual([]);
    expect(await first.platform.catalog.account.count()).toBe(people.length);
    await first.close();

    const second = await bootTestPlatform(dir, variables);
    expect(second.report).toMatchObject({
      catalogMigrations: [],
      tenants: { total: people.length, migrated: 0 },
    });
    const again = await enter(second.platform, "a@acme.com", mine.tenant);
    expect((await listProjects(again)).projects.map(({ id }) => id)).toEqual([mine.projectId]);
    expect((await listMembers(again)).members.map(({ email }) => email)).toEqual(["a@acme.com"]);
    await second.close();
  });
});

describe("an installation", () => {
  it("is held to the store it began with", async () => {
    const dir = `${folder.dir}/held`;
    const variables = { DATABASE_URL: await server.createDatabase("held") };
    await (await bootTestPlatform(dir, variables)).close();
    await expect(bootTestPlatform(dir)).rejects.toMatchObject({
      name: "EnvError",
      message: expect.stringMatching(/belongs to an installation on PostgreSQL, but DATABASE_URL is not set/),
    });
    await (await bootTestPlatform(dir, variables)).close();

    const inFiles = `${folder.dir}/files`;
    await (await bootTestPlatform(inFiles)).close();
    await expect(bootTestPlatform(inFiles, variables)).rejects.toMatchObject({
      message: expect.stringMatching(/holds its catalog in a file, but DATABASE_URL is set/),
    });
  });

  it("is not served while a tenant's table lies open, and is when it is mended", async () => {
    const dir = `${folder.dir}/open`;
    const url = await server.createDatabase("lies_open");
    const first = await bootTestPlatform(dir, { DATABASE_URL: url });
    await signUp(first.platform, { companyName: "ACME Corp", name: "Ada", email: "a@acme.com", password });
    await first.close();

    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    const { rows } = await owner.query(
      "SELECT format('%I.tasks', nspname) AS path FROM pg_namespace WHERE nspname LIKE 't\\_%'",
    );
    const path = String(rows[0]?.path);
    await owner.query(`ALTER TABLE ${path} NO FORCE ROW LEVEL SECURITY`);
    await expect(bootTestPlatform(dir, { DATABASE_URL: url })).rejects.toMatchObject({
      code: "tenancy_unsafe",
    });
    await owner.query(`ALTER TABLE ${path} FORCE ROW LEVEL SECURITY`);
    await owner.end();
    await (await bootTestPlatform(dir, { DATABASE_URL: url })).close();
  });
});

describe("an owner that lacks a right", () => {
  const lacks: [what: string, take: string, sentence: RegExp][] = [
    ["to make logins", "ALTER ROLE $ NOCREATEROLE", /As a superuser: ALTER ROLE .+ CREATEROLE/],
    ["to the database", "ALTER DATABASE $ OWNER TO postgres", /As a superuser: ALTER DATABASE .+ OWNER TO/],
  ];
  it.each(lacks)(
    "%s is told so with the command that mends it, and nothing is made",
    async (_, take, sentence) => {
      const { name, ownerUrl, superUrl } = await createDatabase();
      await runSql(superUrl, take.replace("$", name));
      const dir = `${folder.dir}/${name}`;
      const boot = bootTestPlatform(dir, { DATABASE_URL: ownerUrl });
      const error: unknown = await boot.catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: "right_missing", message: expect.stringMatching(sentence) });
      const login = `acre_app_${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
      expect(await runSql(superUrl, "SELECT 1 FROM pg_roles WHERE rolname = $1", [login])).toEqual([]);
      expect(await runSql(superUrl, "SELECT 1 FROM pg_namespace WHERE nspname LIKE 'acre%'")).toEqual([]);

      const [, command = ""] = /As a superuser: ([^;]+)/.exec(String(error)) ?? [];
      await runSql(superUrl, command);
      await (await bootTestPlatform(dir, { DATABASE_URL: ownerUrl })).close();
    },
  );
});

describe("a database that cannot be used", () => {
  it.each([
    ["an unknown database", (url: string) => url.replace(/postgres$/, "nowhere"), /has no such database/],
    ["a wrong password", (url: string) => url.replace(":postgres@", ":wrong@"), /refuses the password/],
    ["a port where nothing listens", (url: string) => url.replace(/:\d+\//, ":1/"), /nothing listens there/],
  ])("%s is refused in one sentence", async (_, spoil, sentence) => {
    const boot = bootTestPlatform(`${folder.dir}/refused`, { DATABASE_URL: spoil(server.url) });
    await expect(boot).rejects.toMatchObject({ name: "EnvError", message: expect.stringMatching(sentence) });
  });
});

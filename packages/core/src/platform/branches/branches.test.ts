import { expect, it, onTestFinished } from "vitest";
import { createTask, forbidden, listProjects } from "../../index";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { addedColumn, openAsCommand, upgrade } from "../../testing/fleet-stage";
import { createDatabase } from "../../testing/postgres-server";
import {
  branchChanges,
  cancelMigrations,
  createBranch,
  deleteBranch,
  deleteTenant,
  deployMigrations,
  listBranches,
  listTenants,
  mergeBranch,
  migrateBranch,
  migrationStatus,
  openWorkspace,
  retryMigrations,
  showBranch,
  signUp,
} from "../index";

const column = 'ALTER TABLE "projects" ADD COLUMN "estimate" INTEGER';
const estimates = { name: "add_estimates", sqlite: column, postgresql: column };

async function installation(isolation: "database" | "schema" | "row") {
  const { dir, remove } = temporaryFolder();
  onTestFinished(remove);
  const variables: Record<string, string> =
    isolation === "database"
      ? {}
      : { DATABASE_URL: (await createDatabase()).ownerUrl, ACRE_ISOLATION: isolation };
  const serving = await bootTestPlatform(dir, variables);
  onTestFinished(serving.close);
  const people = ["ada@acme.com", "bo@bolt.com"];
  const slugs: string[] = [];
  for (const email of people) {
    const person = { companyName: email.slice(email.indexOf("@") + 1, -4), name: "Ada", email };
    slugs.push((await signUp(serving.platform, { ...person, password: "a sentence is good" })).tenant);
  }
  const beside = await openAsCommand(dir, variables);
  onTestFinished(beside.close);
  return { dir, variables, serving: serving.platform, ...beside, slugs };
}

it.each(["database", "schema", "row"] as const)(
  "a branch over a tenant of the model %s is tried on a preview, and everyone has it when it is merged",
  async (isolation) => {
    const { operator, platform, serving, slugs, dir, variables } = await installation(isolation);
    const has = (id: string) =>
      serving.tenancy
        .connectById(id)
        .then((db) => db.$queryRawUnsafe('SELECT "estimate" FROM "projects"'))
        .then(
          () => true,
          () => false,
        );
    const tenantIds = (await listTenants(operator)).tenants.map(({ id }) => id);

    await createBranch(operator, { name: "estimates", from: ["acme"] });
    const view = await migrateBranch(operator, "estimates", estimates);
    const [preview] = view.previews;
    expect(view).toMatchObject({
      status: "open",
      migrations: [expect.stringMatching(/^\d{14}_add_estimates$/)],
      previews: [{ tenant: "acme", status: "active", path: "/acme@estimates" }],
    });
    expect(await has(preview?.id ?? "")).toBe(true);
    expect(await Promise.all(tenantIds.map(has))).toEqual([false, false]);
    expect((await listTenants(operator)).tenants.map(({ slug }) => slug)).toEqual([...slugs].sort());
    expect(await branchChanges(operator, "estimates")).toMatchObject([{ additive: true, sqlite: column }]);
    // What fails on a copy of the preview is no part of the branch.
    const broken = { ...estimates, name: "again" };
    await expect(migrateBranch(operator, "estimates", broken)).rejects.toMatchObject({
      code: "migration_failed",
    });
    expect((await showBranch(operator, "estimates")).migrations).toHaveLength(1);

    const merged = await mergeBranch(operator, "estimates");
    expect(merged).toMatchObject({
      status: "merged",
      run: { status: "completed", tenants: { migrated: 2 } },
    });
    expect(await Promise.all(tenantIds.map(has))).toEqual([true, true]);
    expect(await listBranches(operator)).toMatchObject([
      { name: "estimates", status: "merged", previews: [] },
    ]);
    expect(await platform.catalog.tenant.count()).toBe(2);
    await expect(deleteBranch(operator, "estimates")).rejects.toThrow(/does not carry/);

    const later = await openAsCommand(dir, variables);
    onTestFinished(later.close);
    expect(await migrationStatus(later.operator)).toMatchObject({ tenants: { total: 2, behind: 0 } });
    const { slug } = await later.platform.tenancy.tenants.create({ slug: "later" });
    const db = await later.platform.tenancy.connect(slug);
    expect(await db.$queryRawUnsafe('SELECT "estimate" FROM "projects"')).toEqual([]);
  },
);

it("a preview is opened by active members of its workspace, who may work in it and nothing more", async () => {
  const { operator, platform, serving } = await installation("database");
  await createBranch(operator, { name: "one", from: ["acme"] });
  const accountOf = async (email: string) =>
    (await serving.catalog.account.findUniqueOrThrow({ where: { email } })).id;
  const enter = async (email: string, slug: string) =>
    openWorkspace(serving, { accountId: await accountOf(email), slug, requestId: null });
  const refused = { code: "forbidden", message: forbidden().message };

  const ctx = await enter("ada@acme.com", "acme@one");
  expect(ctx.tenant).toMatchObject({ slug: "acme@one", preview: "one" });
  const { projects } = await listProjects(ctx);
  expect(projects).toHaveLength(1);
  await createTask(ctx, { projectId: projects[0]?.id ?? "", title: "Tried out" });
  const own = await enter("ada@acme.com", "acme");
  expect(own.tenant.preview).toBeUndefined();
  expect(await own.db.task.count({ where: { title: "Tried out" } })).toBe(0);
  expect(own.rights.has("workspace:delete")).toBe(true);
  for (const right of ["workspace:delete", "members:invite", "keys:write", "webhooks:write"] as const)
    expect(ctx.rights.has(right)).toBe(false);

  for (const slug of ["acme@two", "acme@", "@one", "acme@one@one", "bolt@one"])
    await expect(enter("ada@acme.com", slug)).rejects.toMatchObject(refused);
  await expect(enter("bo@bolt.com", "acme@one")).rejects.toMatchObject(refused);
  await expect(
    enter(
      "ada@acme.com",
      (await platform.catalog.tenant.findFirstOrThrow({ where: { previewOf: { not: null } } })).slug,
    ),
  ).rejects.toMatchObject(refused);
  await own.db.user.update({ where: { id: own.actor.userId }, data: { active: false } });
  await expect(enter("ada@acme.com", "acme@one")).rejects.toMatchObject(refused);
});

it("the data of an erased tenant goes from its previews, too, and a branch that was not merged leaves nothing", async () => {
  const { operator, platform } = await installation("database");
  await createBranch(operator, { name: "one", from: ["acme", "bolt"] });
  expect(await platform.catalog.tenant.count()).toBe(4);
  await deleteTenant(operator, "bolt", { archive: false });
  expect(await platform.catalog.tenant.count()).toBe(2);
  expect((await showBranch(operator, "one")).previews).toMatchObject([{ tenant: "acme" }]);
  await expect(createBranch(operator, { name: "one", from: ["acme"] })).rejects.toThrow(/already/);
  await deleteBranch(operator, "one");
  expect(await platform.catalog.tenant.count()).toBe(1);
  expect(await listBranches(operator)).toEqual([]);
});

it("a preview that is in the making while its tenant is erased is not finished", async () => {
  const { operator, platform } = await installation("database");
  const { tenants } = platform.tenancy;
  // Read whole by then, and known to nobody yet.
  const copy: typeof tenants.copy = (from, options) =>
    tenants.copy(from, {
      ...options,
      async prepare(db) {
        await deleteTenant(operator, "bolt", { archive: false });
        await options.prepare?.(db);
      },
    });
  const slow = { ...platform, tenancy: { ...platform.tenancy, tenants: { ...tenants, copy } } };
  const making = createBranch({ ...operator, platform: slow }, { name: "late", from: ["bolt"] });
  await expect(making).rejects.toMatchObject({ code: "not_found" });
  expect(await platform.catalog.tenant.count()).toBe(1);
  expect(await listBranches(operator)).toEqual([]);
});

it("a preview that came while its tenant was erased goes too, and stays where the erasure was refused", async () => {
  const { operator, platform } = await installation("database");
  await createBranch(operator, { name: "early", from: ["bolt"] });
  const { tenants } = platform.tenancy;
  const refused = { ...tenants, delete: () => Promise.reject(new Error("busy")) };
  const busy = { ...platform, tenancy: { ...platform.tenancy, tenants: refused } };
  await expect(deleteTenant({ ...operator, platform: busy }, "bolt", { archive: false })).rejects.toThrow();
  expect((await showBranch(operator, "early")).previews).toMatchObject([{ tenant: "bolt" }]);

  const late: typeof tenants.delete = async (id, options) => {
    if (options !== undefined) await createBranch(operator, { name: "late", from: ["bolt"] });
    return tenants.delete(id, options);
  };
  const between = { ...platform, tenancy: { ...platform.tenancy, tenants: { ...tenants, delete: late } } };
  await deleteTenant({ ...operator, platform: between }, "bolt", { archive: false });
  expect(await platform.catalog.tenant.count()).toBe(1);
});

it("a merge that is refused leaves the branch open", async () => {
  const { operator, platform, dir, variables } = await installation("database");
  const statusOf = async () => (await showBranch(operator, "estimates")).status;
  await createBranch(operator, { name: "estimates", from: ["acme"] });
  await migrateBranch(operator, "estimates", estimates);
  const typo = { canary: ["acme_typo"] };
  await expect(mergeBranch(operator, "estimates", typo)).rejects.toMatchObject({ code: "not_found" });
  expect(await statusOf()).toBe("open");
  const shrinking = { waves: ["100%", "1"] };
  await expect(mergeBranch(operator, "estimates", shrinking)).rejects.toMatchObject({
    code: "waves_invalid",
  });
  expect(await statusOf()).toBe("open");

  await upgrade(platform, { ...addedColumn, sqlite: 'ALTER TABLE "projects" ADD COLUMN "weight" INTEGER' });
  const newer = await openAsCommand(dir, variables);
  onTestFinished(newer.close);
  const stop = AbortSignal.abort();
  expect(await deployMigrations(newer.operator, {}, { signal: stop })).toMatchObject({ status: "paused" });
  await expect(mergeBranch(newer.operator, "estimates")).rejects.toMatchObject({ code: "run_open" });
  expect(await statusOf()).toBe("open");
});

it.each(["database", "schema"] as const)(
  "a merge over tenants of the model %s that is cancelled is open again while nobody has its changes, and goes on when somebody has",
  async (isolation) => {
    const { operator, platform, dir, variables } = await installation(isolation);
    await createBranch(operator, { name: "estimates", from: ["acme"] });
    const unique = 'CREATE UNIQUE INDEX "projects_name_key" ON "projects"("name")';
    await migrateBranch(operator, "estimates", { name: "unique_names", sqlite: unique, postgresql: unique });
    const bolt = await platform.catalog.tenant.findFirstOrThrow({ where: { slug: "bolt" } });
    const paused = { status: "merging", run: { status: "paused" } };

    // Two of the canary's projects have one name, so that it fails.
    const db = await platform.tenancy.connectById(bolt.id);
    const { name, ownerId } = await db.project.findFirstOrThrow();
    const twin = await db.project.create({ data: { key: "TWIN", name, ownerId } });
    const first = await mergeBranch(operator, "estimates", { canary: ["bolt"] });
    expect(first).toMatchObject({ ...paused, run: { tenants: { failed: 1, pending: 1 } } });
    expect(await cancelMigrations(operator)).toMatchObject({ status: "cancelled" });
    expect(await showBranch(operator, "estimates")).toMatchObject({ status: "open" });
    await expect(retryMigrations(operator)).rejects.toMatchObject({
      code: "run_missing",
      message: expect.stringContaining("cancelled"),
    });
    const later = await openAsCommand(dir, variables);
    onTestFinished(later.close);
    expect(await migrationStatus(later.operator)).toMatchObject({ tenants: { behind: 0 } });

    const stop = new AbortController();
    const watching = {
      signal: stop.signal,
      onProgress: ({ done }: { done: number }) => done > 0 && stop.abort(),
    };
    const again = await mergeBranch(operator, "estimates", { canary: ["acme"] }, watching);
    expect(again).toMatchObject({ ...paused, run: { tenants: { migrated: 1, pending: 1 } } });
    expect(await cancelMigrations(operator)).toMatchObject({
      lastError: expect.stringContaining("acre branch merge estimates"),
    });
    expect(await showBranch(operator, "estimates")).toMatchObject({ status: "merging" });
    const served = await platform.tenancy.connectById(bolt.id);
    await served.project.delete({ where: { id: twin.id } });
    expect(await mergeBranch(operator, "estimates")).toMatchObject({
      status: "merged",
      run: { status: "completed", tenants: { migrated: 1 } },
    });
  },
);

it("a branch that was merged while a migration was tried does not take that in", async () => {
  const { operator, platform } = await installation("database");
  await createBranch(operator, { name: "estimates", from: ["acme"] });
  await migrateBranch(operator, "estimates", estimates);
  let reached = () => {};
  const trying = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let goOn = () => {};
  const merged = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const openTenancy: typeof platform.openTenancy = async (history) => {
    const tenancy = await platform.openTenancy(history);
    reached();
    await merged;
    return tenancy;
  };
  const slow = { ...operator, platform: { ...platform, openTenancy } };
  const more = { name: "weights", sqlite: 'ALTER TABLE "projects" ADD COLUMN "weight" INTEGER' };
  const late = migrateBranch(slow, "estimates", { ...more, postgresql: more.sqlite });
  await trying;
  await mergeBranch(operator, "estimates");
  goOn();
  await expect(late).rejects.toThrow(/settled/);
  expect((await showBranch(operator, "estimates")).migrations).toHaveLength(1);
});

it("a merge that is cancelled goes on being one where a process was killed that could not note what it did", async () => {
  const { operator, platform } = await installation("database");
  await createBranch(operator, { name: "estimates", from: ["acme"] });
  await migrateBranch(operator, "estimates", estimates);
  const bolt = await platform.catalog.tenant.findFirstOrThrow({ where: { slug: "bolt" } });
  const pauseAndCancel = async (meanwhile: () => Promise<unknown>) => {
    await mergeBranch(operator, "estimates", {}, { signal: AbortSignal.abort() });
    await meanwhile();
    await cancelMigrations(operator);
    return (await showBranch(operator, "estimates")).status;
  };
  expect(await pauseAndCancel(async () => {})).toBe("open");
  const left = { tenantId: bolt.id, kind: "migrate", step: "begin", state: "{}", processId: "killed" };
  const leave = () => platform.catalog.tenantOperation.create({ data: left });
  expect(await pauseAndCancel(leave)).toBe("merging");
});

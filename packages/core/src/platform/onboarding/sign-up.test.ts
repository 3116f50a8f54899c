import { existsSync } from "node:fs";
import { join } from "node:path";
import { newTenantId } from "@acre/tenancy";
import { describe, expect, it } from "vitest";
import { dayMs } from "../../durations";
import { getSettings, listMembers, listProjects, listTasks } from "../../index";
import { newPerson, otherPassword, password, printedToken } from "../../testing/people";
import { refusalCode, refusalOf } from "../../testing/refusal";
import { stepwise } from "../../testing/steps";
import { useTestPlatform } from "../../testing/test-platform";
import { testIsolation } from "../../testing/test-store";
import { addWorkspace, listWorkspaces, logIn, openWorkspace, type Platform, signUp } from "../index";
import { reapOnboardings } from "./reap-onboardings";
import { seedWorkspace } from "./seed-workspace";

const installation = useTestPlatform();

/** A context of somebody who can log in. */
async function enter(platform: Platform, email: string, slug: string) {
  const claim = await logIn(platform, { email, password });
  if (!claim) throw new Error(`${email} cannot log in.`);
  return openWorkspace(platform, { accountId: claim.accountId, slug, requestId: null });
}

async function expectFinished(platform: Platform, email: string, slug: string): Promise<void> {
  const ctx = await enter(platform, email, slug);
  expect(await ctx.db.user.count()).toBe(1);
  expect(await ctx.db.user.count({ where: { role: "owner", active: true } })).toBe(1);
  expect(await ctx.db.companySettings.count()).toBe(1);
  expect(await ctx.db.project.count()).toBe(1);
  expect(await ctx.db.task.count()).toBe(3);
  expect(await ctx.db.auditEvent.count()).toBe(1);
}

describe("signing up", () => {
  it("makes the workspace that the contract promises", async () => {
    const { platform, dir } = installation();
    const person = { ...newPerson("Contract & Sons"), name: "Grace Hopper" };
    const before = Date.now();
    const result = await signUp(platform, person);
    expect(result.tenant).toBe("contract_sons");

    const ctx = await enter(platform, person.email, result.tenant);
    expect(ctx.actor).toMatchObject({ userId: result.adminId, name: "Grace Hopper", role: "owner" });
    expect((await listMembers(ctx)).members).toMatchObject([
      { id: result.adminId, name: "Grace Hopper", email: person.email, role: "owner", active: true },
    ]);
    const settings = await getSettings(ctx);
    expect(settings).toMatchObject({ name: "Contract & Sons", plan: "trial" });
    const days = (Date.parse(settings.trialEnds) - before) / dayMs;
    expect(days).toBeCloseTo(30, 1);
    expect(await ctx.db.companySettings.findFirst()).toMatchObject({ adminUserId: result.adminId });
    const { projects } = await listProjects(ctx, { owner: "me" });
    expect(projects.map(({ id, name, key }) => ({ id, name, key }))).toEqual([
      { id: result.projectId, name: "Getting Started", key: "GET" },
    ]);
    const { tasks } = await listTasks(ctx, { projectId: result.projectId });
    expect(tasks.map(({ key, title, status, assigneeId }) => [key, title, status, assigneeId])).toEqual([
      ["GET-1", "Invite team members", "todo", result.adminId],
      ["GET-2", "Create your first project", "todo", result.adminId],
      ["GET-3", "Customize settings", "todo", result.adminId],
    ]);
    await expectFinished(platform, person.email, result.tenant);
    const file = join(dir, "tenants", ctx.tenant.id.slice(-2), `${ctx.tenant.id}.db`);
    expect(existsSync(file)).toBe(testIsolation() === "database");
    expect(await printedToken(installation(), person.email)).not.toBeNull();
  });

  it("of twenty at once for one company gives twenty workspaces", async () => {
    const { platform } = installation();
    const twenty = Array.from({ length: 20 }, () => newPerson("Twenty Ltd"));
    const results = await Promise.all(twenty.map((person) => signUp(platform, person)));
    const slugs = results.map(({ tenant }) => tenant);
    expect(new Set(slugs)).toEqual(
      new Set(["twenty_ltd", ...Array.from({ length: 19 }, (_, n) => `twenty_ltd_${n + 2}`)]),
    );
    for (const [index, person] of twenty.entries()) {
      await expectFinished(platform, person.email, slugs[index] ?? "");
    }
  }, 30_000);

  it("twice at once with one address makes one account, and tells the other", async () => {
    const { platform } = installation();
    const person = newPerson("Twice");
    const both = await Promise.all(
      [person, { ...person, password: otherPassword }].map((one) => refusalOf(() => signUp(platform, one))),
    );
    expect(both.filter((refusal) => refusal === null)).toHaveLength(1);
    expect(both.find((refusal) => refusal !== null)).toMatchObject({
      code: "email_taken",
      fields: ["email"],
    });
    expect(await platform.catalog.account.count({ where: { email: person.email } })).toBe(1);
    expect(await platform.catalog.tenant.count({ where: { slug: { startsWith: "twice" } } })).toBe(1);
  });

  it("again with the same password while the first is under way ends in the one workspace", async () => {
    const { platform } = installation();
    const person = newPerson("Double Click");
    const first = signUp(platform, person);
    const { email } = person;
    while (!(await platform.catalog.account.findUnique({ where: { email } }))) await nextTurn();
    const second = await refusalOf(() => signUp(platform, person));
    expect([null, "email_taken"]).toContain(second?.code ?? null);
    const { tenant } = await first;
    await expectFinished(platform, email, tenant);
    expect(await platform.catalog.tenant.count({ where: { slug: { startsWith: "double_click" } } })).toBe(1);
  });

  it("whose workspace several fill at once gives it its first content once", async () => {
    const { platform } = installation();
    const { id } = await platform.tenancy.tenants.create({ slug: "filled_twice" });
    const db = await platform.tenancy.connectById(id);
    const person = newPerson("Filled Twice");
    const seed = {
      tenantId: id,
      accountId: newTenantId(),
      companyName: person.companyName,
      adminName: person.name,
      adminEmail: person.email,
      adminUserId: newTenantId(),
      projectId: newTenantId(),
    };
    await Promise.all(Array.from({ length: 3 }, () => seedWorkspace(db, seed)));
    expect(await db.user.findMany({ select: { id: true } })).toEqual([{ id: seed.adminUserId }]);
    expect(await db.companySettings.count()).toBe(1);
    expect(await db.task.count()).toBe(3);
    expect(await db.auditEvent.findMany({ select: { seq: true } })).toEqual([{ seq: 1 }]);
  });

  it("with an address that has an account is refused, whatever the password and the case", async () => {
    const { platform } = installation();
    const person = newPerson();
    await signUp(platform, person);
    const tenants = await platform.catalog.tenant.count();
    for (const again of [
      person,
      { ...person, password: otherPassword },
      { ...person, email: ` ${person.email.toUpperCase()} ` },
    ]) {
      expect(await refusalCode(() => signUp(platform, again))).toBe("email_taken");
    }
    expect(await platform.catalog.tenant.count()).toBe(tenants);
  });

  const wrong: [field: string, values: unknown[]][] = [
    ["companyName", ["", " ", "\u200b", "a".repeat(81), "a\0b", "a\nb", 7, null, "\ud800"]],
    ["name", ["", " ", "a".repeat(81), "a\u0007b", {}, null]],
    [
      "email",
      [
        "",
        "ada",
        "ada@",
        "@acme.com",
        "a@b@c.com",
        "a b@c.com",
        `${"a".repeat(250)}@b.com`,
        7,
        null,
        "ada@acme",
      ],
    ],
    [
      "password",
      [
        "",
        "short",
        "a".repeat(201),
        "aaaaaaaaaaaaaa",
        "password12345",
        "qwerty123456",
        "admin1234567!",
        7,
        null,
        "good sentence \0",
      ],
    ],
  ];
  for (const [field, values] of wrong) {
    it(`is refused for a wrong ${field}, and stores nothing`, async () => {
      const { platform } = installation();
      const before = [await platform.catalog.account.count(), await platform.catalog.tenant.count()];
      for (const value of values) {
        const refusal = await refusalOf(() => signUp(platform, { ...newPerson(), [field]: value }));
        expect(refusal, JSON.stringify(value)).toMatchObject({ code: "invalid_input", fields: [field] });
      }
      expect([await platform.catalog.account.count(), await platform.catalog.tenant.count()]).toEqual(before);
    });
  }

  it("is refused for a password that is the address, and for a field it does not know", async () => {
    const { platform } = installation();
    const person = newPerson();
    const same = { ...person, password: person.email.toUpperCase() };
    expect(await refusalOf(() => signUp(platform, same))).toMatchObject({ fields: ["password"] });
    const more = { ...person, role: "operator" };
    expect(await refusalOf(() => signUp(platform, more))).toMatchObject({ fields: ["role"] });
  });
});

describe("a company's name", () => {
  const slugs: [company: string, slug: RegExp][] = [
    ["Admin", /^admin_2$/],
    ["API", /^api_2$/],
    ["login", /^login_2$/],
    ["日本", /^[a-z][a-z0-9_]*$/],
    ["🎉", /^[a-z][a-z0-9_]*$/],
    ["!!!", /^workspace_\d+$/],
    ["Łódź Ågård", /^lodz_agard$/],
    ["../../etc/passwd", /^etc_passwd$/],
    ["acme'; DROP TABLE tasks;--", /^acme_drop_table_tasks$/],
    ["123 Industries", /^industries$/],
    ["a".repeat(80), /^a{48}$/],
  ];
  for (const [companyName, slug] of slugs) {
    it(`${companyName.slice(0, 30)} gets a fitting address and stays as written`, async () => {
      const { platform } = installation();
      const account = await platform.catalog.account.create({
        data: { name: "A", email: newPerson().email },
      });
      const { tenant } = await addWorkspace(platform, account, { companyName });
      expect(tenant).toMatch(slug);
      expect(await listWorkspaces(platform, account.id)).toEqual([
        { slug: tenant, name: companyName, role: "owner" },
      ]);
    });
  }

  it("that was given up is not handed out again for 90 days", async () => {
    const { platform } = installation();
    const account = await platform.catalog.account.create({ data: { name: "A", email: newPerson().email } });
    for (const [slug, days] of [
      ["rested", 91],
      ["resting", 89],
    ] as const) {
      const releasedAt = new Date(Date.now() - days * dayMs);
      await platform.catalog.releasedSlug.create({ data: { slug, tenantId: account.id, releasedAt } });
    }
    expect((await addWorkspace(platform, account, { companyName: "Rested" })).tenant).toBe("rested");
    expect((await addWorkspace(platform, account, { companyName: "Resting" })).tenant).toBe("resting_2");
  });
});

describe("a further workspace", () => {
  it("belongs to the same account, and is apart from the first", async () => {
    const { platform } = installation();
    const person = newPerson("First One");
    const first = await signUp(platform, person);
    const owner = await enter(platform, person.email, first.tenant);
    const account = await platform.catalog.account.findUniqueOrThrow({ where: { email: person.email } });
    const second = await addWorkspace(platform, account, { companyName: "Second One" });
    await expectFinished(platform, person.email, second.tenant);
    expect((await listWorkspaces(platform, account.id)).map(({ slug }) => slug)).toEqual([
      "first_one",
      "second_one",
    ]);
    expect(await owner.db.project.count({ where: { id: second.projectId } })).toBe(0);
  });

  it("is refused without a name", async () => {
    const { platform } = installation();
    const account = { id: crypto.randomUUID(), name: "A", email: "a@example.com" };
    expect(await refusalOf(() => addWorkspace(platform, account, { companyName: " " }))).toMatchObject({
      fields: ["companyName"],
    });
  });
});

describe("a sign-up that fails half-way", () => {
  it("is finished by the same person, and by nobody with another password, at every step", async () => {
    const { platform, log } = installation();
    for (let failAt = 1; ; failAt += 1) {
      const person = newPerson(`Half Way ${failAt}`);
      let steps = 0;
      let failedAt = "";
      const failing = stepwise(platform, async (what) => {
        steps += 1;
        if (steps !== failAt) return;
        failedAt = what;
        throw new Error("The disk is full.");
      });
      const failed = await signUp(failing, person).then(
        () => false,
        () => true,
      );
      if (failedAt === "") break;
      const account = await platform.catalog.account.findUnique({ where: { email: person.email } });
      const onboarding = await platform.catalog.onboarding.findFirst({
        where: { accountId: account?.id ?? "" },
      });
      if (account && onboarding) {
        const visible = await listWorkspaces(platform, account.id);
        const { status } = await platform.catalog.tenant.findUniqueOrThrow({
          where: { id: onboarding.tenantId },
        });
        expect(visible, failedAt).toHaveLength(status === "active" ? 1 : 0);
        const stranger = { ...person, password: otherPassword };
        expect(await refusalCode(() => signUp(platform, stranger)), failedAt).toBe("email_taken");
      }
      if (failed && (!account || onboarding)) {
        const { tenant } = await signUp(platform, person);
        await expectFinished(platform, person.email, tenant);
        // Whoever was interrupted is asked to verify the address like everybody else.
        expect(await printedToken(installation(), person.email), failedAt).not.toBeNull();
      }
      const owner = await platform.catalog.account.findUniqueOrThrow({ where: { email: person.email } });
      expect(await listWorkspaces(platform, owner.id), failedAt).toHaveLength(1);
      expect(await platform.catalog.onboarding.count(), failedAt).toBe(0);
      expect(await platform.catalog.tenant.count({ where: { status: "provisioning" } }), failedAt).toBe(0);
      expect(failAt).toBeLessThan(60);
    }
    expect(log.filter((line) => line.includes("interrupted"))).toEqual([]);
  }, 180_000);

  it("does not hold up the others when the reaper cannot finish it", async () => {
    const { platform, log } = installation();
    const [bad, good] = [newPerson("Bad"), newPerson("Good")];
    for (const person of [bad, good]) {
      const failing = stepwise(platform, async (what) => {
        if (what === "tenancy: provision") throw new Error("The disk is full.");
      });
      await signUp(failing, person).catch(() => undefined);
    }
    const stuck = await platform.catalog.account.findUniqueOrThrow({
      where: { email: bad.email },
      include: { onboardings: true },
    });
    const [onboarding] = stuck.onboardings;
    const halfDone = stepwise(platform, async (what) => {
      if (what !== "tenancy: provision" || failures > 0) return;
      failures += 1;
      throw new Error("The disk is still full.");
    });
    let failures = 0;
    expect(await reapOnboardings(halfDone)).toBe(1);
    expect(log.some((line) => line.includes("The disk is still full."))).toBe(true);
    expect(await platform.catalog.onboarding.findMany()).toMatchObject([
      { id: onboarding?.id, attempts: 1, lastError: "The disk is still full." },
    ]);
    expect(await reapOnboardings(platform)).toBe(1);
    expect(await platform.catalog.onboarding.count()).toBe(0);
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

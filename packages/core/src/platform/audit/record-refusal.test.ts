import { expect, it } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { useTestPlatform } from "../../testing/test-platform";
import { makeAccount, makeWorkspace } from "../../testing/test-workspace";
import { setTenantStatus } from "../operators";
import { outsiderRefusalsAMinute, RefusalLog, type RefusedAccess, refusalsAMinute } from "./refusals";
import { verifyAudit } from "./verify-audit";

const installation = useTestPlatform();

const asked = {
  reason: "forbidden",
  method: "GET",
  route: "/api/v1/tasks/{id}",
  resourceId: null,
  address: "192.0.2.7",
  requestId: "a request",
} as const;

it("writes who was refused what, and from where, and of an outsider nothing but the account", async () => {
  const { platform } = installation();
  const { owner, slug, db } = await makeWorkspace(platform);
  const outsider = await makeAccount(platform, "A name nobody is to read");
  const log = new RefusalLog(platform);
  log.record({ ...asked, tenant: { slug }, actor: { kind: "outsider", id: outsider.id } });
  const { userId: id, name } = owner.actor;
  const member = { kind: "member", id: id ?? "", name } as const;
  const tenant = { id: owner.tenant.id };
  log.record({ ...asked, tenant, actor: member, reason: "not_found", resourceId: "an id" });
  log.record({
    ...asked,
    tenant: { slug: "no_such_workspace" },
    actor: { kind: "outsider", id: outsider.id },
  });
  await log.close();

  const entries = await db.auditEvent.findMany({
    where: { action: "access.refused" },
    orderBy: { actorKind: "asc" },
  });
  expect(entries).toMatchObject([
    { actorKind: "member", actorId: id, actorName: name, resourceId: "an id", address: "192.0.2.7" },
    { actorKind: "outsider", actorId: outsider.id, actorName: "Not a member", requestId: "a request" },
  ]);
  expect(JSON.parse(entries[0]?.changes ?? "")).toEqual({
    request: { before: null, after: "GET /api/v1/tasks/{id}" },
    reason: { before: null, after: "not_found" },
  });
  expect(await verifyAudit(platform, slug)).toMatchObject({ problems: [] });
});

it("writes so many a minute for one workspace, and one entry for the rest", async () => {
  const { platform } = installation();
  const [noisy, quiet] = [await makeWorkspace(platform), await makeWorkspace(platform)];
  const log = new RefusalLog(platform);
  const refuse = (slug: string, n: number) =>
    log.record({ ...asked, tenant: { slug }, actor: { kind: "key", id: `key ${n}`, name: "A key" } });
  for (let n = 0; n < refusalsAMinute + 40; n += 1) refuse(noisy.slug, n);
  // The same once more is counted, not written.
  refuse(quiet.slug, 1);
  refuse(quiet.slug, 1);
  await log.close();

  const countOf = ({ db }: typeof noisy) => db.auditEvent.count({ where: { action: "access.refused" } });
  expect(await countOf(noisy)).toBe(refusalsAMinute);
  expect(await countOf(quiet)).toBe(1);
  const more = await noisy.db.auditEvent.findMany({ where: { action: "access.refused_more" } });
  expect(more.map(({ changes }) => JSON.parse(changes))).toEqual([{ count: { before: null, after: 40 } }]);
});

it("takes fewer of outsiders, and beside however many of them all of the workspace's own", async () => {
  const { platform } = installation();
  const { owner, slug, db } = await makeWorkspace(platform);
  const log = new RefusalLog(platform);
  const outsiders = 1200;
  for (let n = 0; n < outsiders; n += 1)
    log.record({ ...asked, tenant: { slug }, actor: { kind: "outsider", id: `account ${n}` } });
  const tenant = { id: owner.tenant.id };
  for (let n = 0; n < refusalsAMinute; n += 1)
    log.record({ ...asked, tenant, actor: { kind: "key", id: `key ${n}`, name: "A key" } });
  await log.close();
  const countOf = (actorKind: string) =>
    db.auditEvent.count({ where: { action: "access.refused", actorKind } });
  expect(await countOf("outsider")).toBe(outsiderRefusalsAMinute);
  expect(await countOf("key")).toBe(refusalsAMinute);
});

it("fails nobody where the log cannot be written, and says nothing of a workspace that is closed", async () => {
  const { platform, log: lines } = installation();
  const { owner, slug } = await makeWorkspace(platform);
  await setTenantStatus({ platform, actor: "cli" }, slug, "suspended");
  const log = new RefusalLog(platform);
  const refused: RefusedAccess = {
    ...asked,
    tenant: { id: owner.tenant.id },
    actor: { kind: "outsider", id: "somebody" },
  };
  log.record(refused);
  log.record({ ...refused, tenant: { id: "no id" } });
  await log.close();
  expect(lines.filter((line) => line.includes("refused access"))).toHaveLength(1);
});

it("is written before the installation is shut down", async () => {
  const { dir, remove } = temporaryFolder();
  try {
    const first = await bootTestPlatform(dir);
    const { owner, slug } = await makeWorkspace(first.platform);
    first.platform.refusals.record({
      ...asked,
      tenant: { slug },
      actor: { kind: "outsider", id: "somebody" },
    });
    await first.close();
    const second = await bootTestPlatform(dir);
    const db = await second.platform.tenancy.connectById(owner.tenant.id);
    expect(await db.auditEvent.count({ where: { action: "access.refused" } })).toBe(1);
    // The anchor went along.
    expect((await verifyAudit(second.platform, slug)).anchor?.seq).toBe(2);
    await second.close();
  } finally {
    remove();
  }
});

import { describe, expect, it } from "vitest";
import { dayMs } from "../../durations";
import { createProject, getSettings, type MemberContext } from "../../index";
import { refusalCode } from "../../testing/refusal";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import {
  endTrials,
  exportWorkspace,
  keepWorkspace,
  openWorkspace,
  requestDeletion,
  setPlan,
  setTenantStatus,
} from "../index";

const installation = useTestPlatform();
const afterTrial = () => new Date(Date.now() + 31 * dayMs);

async function reopened(ctx: MemberContext): Promise<MemberContext> {
  const { accountId } = await ctx.db.user.findUniqueOrThrow({ where: { id: ctx.actor.userId } });
  const input = { accountId: accountId ?? "", slug: ctx.tenant.slug, requestId: null };
  return openWorkspace(installation().platform, input);
}

function stateOf({ owner }: TestWorkspace) {
  return installation().platform.catalog.tenant.findUniqueOrThrow({
    where: { id: owner.tenant.id },
    select: { status: true, statusReason: true },
  });
}

const active = { status: "active", statusReason: null };
const ended = { status: "read_only", statusReason: "trial_ended" };
const write = (ctx: MemberContext) => refusalCode(() => createProject(ctx, { name: "One more" }));

/** A workspace whose trial is over since yesterday. */
async function overdue(): Promise<TestWorkspace> {
  const workspace = await makeWorkspace(installation().platform);
  await workspace.db.companySettings.updateMany({ data: { trialEnds: new Date(Date.now() - dayMs) } });
  return workspace;
}

describe("the end of a trial", () => {
  it("makes a workspace read-only and exportable, says why, and leaves the others as they are", async () => {
    const { platform } = installation();
    const [over, running, paying] = [await overdue(), await makeWorkspace(platform), await overdue()];
    await paying.db.companySettings.updateMany({ data: { plan: "pro" } });

    expect(await endTrials(platform)).toEqual({ ended: 1, reopened: 0, failed: 0 });
    expect(await stateOf(over)).toEqual(ended);
    expect(await stateOf(running)).toEqual(active);
    expect(await stateOf(paying)).toEqual(active);
    const ctx = await reopened(over.owner);
    expect(ctx.tenant).toMatchObject({ readOnly: true, trialEnded: true });
    expect(await write(ctx)).toBe("workspace_read_only");
    // Also for whoever looked before.
    await expect(createProject(over.owner, { name: "Late" })).rejects.toThrow();
    expect((await getSettings(ctx)).plan).toBe("trial");
    const { body } = await exportWorkspace(platform, ctx);
    await body.cancel();
    expect(await write(await reopened(running.owner))).toBeNull();

    const told = () => over.db.auditEvent.count({ where: { action: "workspace.trial_ended" } });
    expect(await told()).toBe(1);
    expect(await endTrials(platform)).toEqual({ ended: 0, reopened: 0, failed: 0 });
    expect(await told()).toBe(1);
    expect(await endTrials(platform, afterTrial())).toMatchObject({ ended: 1 });
    expect(await stateOf(running)).toEqual(ended);
  });

  it("is undone by a plan, at once", async () => {
    const { platform } = installation();
    const operator = { platform, actor: "cli" };
    const workspace = await overdue();
    await endTrials(platform);
    expect(await setPlan(operator, workspace.slug, "pro")).toMatchObject({ plan: "pro" });
    expect(await stateOf(workspace)).toEqual(active);
    expect(await write(await reopened(workspace.owner))).toBeNull();
    expect(await endTrials(platform)).toMatchObject({ ended: 0, reopened: 0 });
    // Back on a trial that is over.
    await setPlan(operator, workspace.slug, "trial");
    expect(await stateOf(workspace)).toEqual(ended);
  });

  it("is finished by the next pass when it, or the plan after it, was cut off", async () => {
    const { platform } = installation();
    const workspace = await overdue();
    const set = (data: object) =>
      platform.catalog.tenant.update({ where: { id: workspace.owner.tenant.id }, data });
    await set({ statusReason: "trial_ended" });
    expect(await endTrials(platform)).toMatchObject({ ended: 1 });
    await platform.tenancy.tenants.setStatus(workspace.owner.tenant.id, "active");
    await workspace.db.companySettings.updateMany({ data: { plan: "pro" } });
    expect(await stateOf(workspace)).toEqual({ status: "active", statusReason: "trial_ended" });
    expect(await endTrials(platform)).toMatchObject({ ended: 0, reopened: 1 });
    expect(await stateOf(workspace)).toEqual(active);
  });

  it("leaves alone what an operator closed, and a plan does not open that", async () => {
    const { platform } = installation();
    const operator = { platform, actor: "cli" };
    const workspace = await overdue();
    await endTrials(platform);
    await setTenantStatus(operator, workspace.slug, "read_only");
    expect(await stateOf(workspace)).toEqual({ status: "read_only", statusReason: "operator" });
    await expect(setPlan(operator, workspace.slug, "pro")).rejects.toThrow();
    expect(await stateOf(workspace)).toEqual({ status: "read_only", statusReason: "operator" });
    expect((await reopened(workspace.owner)).tenant.trialEnded).toBe(false);
  });

  it("lets an owner delete the workspace, and keep it, read-only as it was", async () => {
    const { platform } = installation();
    const workspace = await overdue();
    await endTrials(platform);
    const { slug } = workspace;
    const { deleteAt } = await requestDeletion(platform, await reopened(workspace.owner), { confirm: slug });
    expect(deleteAt).not.toBeNull();
    expect(await endTrials(platform)).toMatchObject({ ended: 0, reopened: 0 });
    await keepWorkspace(platform, await reopened(workspace.owner));
    expect(await stateOf(workspace)).toEqual(ended);
  });

  it("of one workspace does not wait for another that cannot be opened", async () => {
    const { platform } = installation();
    const [broken, over] = [await overdue(), await overdue()];
    const { connectById } = platform.tenancy;
    const failing = {
      ...platform,
      tenancy: {
        ...platform.tenancy,
        connectById: (id: string) =>
          id === broken.owner.tenant.id ? Promise.reject(new Error("The disk is gone.")) : connectById(id),
      },
    };
    expect(await endTrials(failing)).toEqual({ ended: 1, reopened: 0, failed: 1 });
    expect(await stateOf(over)).toEqual(ended);
    expect(await endTrials(platform)).toEqual({ ended: 1, reopened: 0, failed: 0 });
    expect(await stateOf(broken)).toEqual(ended);
  });
});

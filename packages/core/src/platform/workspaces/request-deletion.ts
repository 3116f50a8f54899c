import { recordAudit } from "../../audit/record";
import { requireRight, type TenantContext } from "../../context";
import { dayMs } from "../../durations";
import { AppError, invalidField } from "../../errors";
import {
  type DeleteWorkspaceInput,
  deleteWorkspaceInput,
  deletionDays,
  type WorkspaceFate,
} from "../../workspace/inputs";
import { audited } from "../operators/audited";
import type { Platform } from "../platform";
import { trialEnded } from "./end-trials";

/**
 * Has a workspace erased in seven days. Until then its members read it and nobody writes, and an owner can keep it after
 * all. Cut off, it is finished by asking again, or by the server within the hour.
 * @throws AppError `forbidden`, `invalid_input` unless its address is repeated, `workspace_read_only` when an operator
 *   made it so, `unavailable` while something else is done to it
 */
export async function requestDeletion(
  platform: Platform,
  ctx: TenantContext,
  input: DeleteWorkspaceInput,
): Promise<WorkspaceFate> {
  requireRight(ctx, "workspace:delete");
  const { slug, id, readOnly } = ctx.tenant;
  if (deleteWorkspaceInput.parse(input).confirm !== slug) {
    throw invalidField("confirm", `Write ${slug} to confirm.`);
  }
  if (readOnly && !ctx.tenant.trialEnded && ctx.tenant.deleteAt === null) {
    throw new AppError(
      "workspace_read_only",
      "This workspace was made read-only. Ask whoever runs this service to delete it.",
    );
  }
  const deleteAt = ctx.tenant.deleteAt ?? new Date(Date.now() + deletionDays * dayMs);
  const detail = { slug, deleteAt: deleteAt.toISOString() };
  const operator = { platform, actor: "owner" };
  await audited(operator, { action: "tenant.deletion_requested", tenantId: id, detail }, async () => {
    if (ctx.tenant.deleteAt === null) await setDate(platform, ctx, deleteAt);
    await platform.tenancy.tenants.setStatus(id, "read_only");
  });
  return { slug, deleteAt: deleteAt.toISOString() };
}

// The workspace's own log first: it cannot be written afterwards, and says no more than that somebody asked. After a
// trial's end it cannot be written at all; the operators' log has it.
async function setDate({ catalog }: Platform, ctx: TenantContext, deleteAt: Date): Promise<void> {
  if (!ctx.tenant.readOnly) {
    await ctx.db.$transaction((tx) =>
      recordAudit(tx, ctx, {
        action: "workspace.deletion_requested",
        resourceType: "workspace",
        resourceId: ctx.tenant.id,
        changes: { deleteAt: { before: null, after: deleteAt.toISOString() } },
      }),
    );
  }
  // Of two owners who ask at once, the first sets the date.
  const { count } = await catalog.tenant.updateMany({
    where: {
      id: ctx.tenant.id,
      deleteAt: null,
      ...(ctx.tenant.trialEnded ? { status: "read_only", statusReason: trialEnded } : { status: "active" }),
    },
    data: { deleteAt },
  });
  if (count === 1) return;
  throw new AppError(
    "unavailable",
    "Something else is being done to this workspace. Try again in a moment.",
    {
      retryAfterSeconds: 5,
    },
  );
}

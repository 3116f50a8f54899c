import { recordAudit } from "../../audit/record";
import { requireRight, type TenantContext } from "../../context";
import type { Platform } from "../platform";
import { type StreamBundleOptions, streamBundle, type WorkspaceExport } from "./stream-bundle";

/**
 * Everything in a workspace as one bundle, private projects included, in memory that does not grow with it. Kept in the
 * workspace's log, unless it is read-only, and in the operators'.
 * @throws AppError `forbidden`, `unavailable` while another export of it is under way; what `Tenants.backup` throws
 *   before the first byte
 */
export async function exportWorkspace(
  platform: Platform,
  ctx: TenantContext,
  options: Omit<StreamBundleOptions, "begin"> = {},
): Promise<WorkspaceExport> {
  requireRight(ctx, "export:read");
  const operator = { platform, actor: "owner" };
  return streamBundle(operator, ctx.tenant, { ...options, begin: () => recordExport(ctx) });
}

async function recordExport(ctx: TenantContext): Promise<void> {
  if (ctx.tenant.readOnly) return;
  await ctx.db.$transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "workspace.exported",
      resourceType: "workspace",
      resourceId: ctx.tenant.id,
    }),
  );
}

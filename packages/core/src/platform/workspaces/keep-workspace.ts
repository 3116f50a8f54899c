import { recordAudit } from "../../audit/record";
import { requireRight, type TenantContext } from "../../context";
import { forbidden } from "../../errors";
import type { WorkspaceFate } from "../../workspace/inputs";
import { audited } from "../operators/audited";
import type { Platform } from "../platform";
import { settleTrial } from "./end-trials";

/**
 * Takes a workspace's deletion back: it can be written again. One that is not to be deleted stays as it is. Cut off, it
 * is still to be deleted, and asking again finishes it.
 * @throws AppError `forbidden`, also when its time was up meanwhile; `unavailable` while something else is done to it
 */
export async function keepWorkspace(platform: Platform, ctx: TenantContext): Promise<WorkspaceFate> {
  requireRight(ctx, "workspace:delete");
  const { id, slug, deleteAt } = ctx.tenant;
  if (deleteAt === null) return { slug, deleteAt: null };
  const operator = { platform, actor: "owner" };
  await audited(
    operator,
    { action: "tenant.deletion_cancelled", tenantId: id, detail: { slug } },
    async () => {
      // The date goes last: as long as it is there, nobody but this function writes.
      await platform.tenancy.tenants.setStatus(id, "active");
      await ctx.db.$transaction((tx) =>
        recordAudit(tx, ctx, {
          action: "workspace.deletion_cancelled",
          resourceType: "workspace",
          resourceId: id,
          changes: { deleteAt: { before: deleteAt.toISOString(), after: null } },
        }),
      );
      const { count } = await platform.catalog.tenant.updateMany({
        where: { id, deleteAt: { gt: new Date() } },
        data: { deleteAt: null },
      });
      if (count === 0 && !(await isKept(platform, id))) throw forbidden();
      // One whose trial ended is read-only as before.
      await settleTrial(platform, id).catch((error: unknown) => {
        platform.warn(`Whether the trial of workspace ${slug} has ended could not be settled`, error);
      });
    },
  );
  return { slug, deleteAt: null };
}

// By another owner, at the same moment.
async function isKept({ catalog }: Platform, id: string): Promise<boolean> {
  return (await catalog.tenant.count({ where: { id, deleteAt: null } })) === 1;
}

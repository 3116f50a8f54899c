import { holdProjectWhole, wholeProject } from "@acre/db";
import { recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { forbidden, notFound } from "../errors";
import { requireMatch } from "../preconditions";
import { trashProject } from "../trash/trash-project";
import { findProject } from "./visible";

/**
 * Deletes a project with its tasks and comments: they lie in the trash for 30 days. Its owner may, and who has the right `projects:delete`.
 * @throws AppError `forbidden`, `not_found`
 */
export async function deleteProject(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  requireRight(ctx, "projects:write");
  await ctx.db.$transaction(async (tx) => {
    if (!(await findProject(tx, ctx, id))) throw notFound();
    await holdProjectWhole(tx, id, ctx.tenant.engine);
    const project = await findProject(tx, ctx, id);
    if (!project) throw notFound();
    requireMatch(ctx, project);
    if (project.ownerId !== ctx.actor.userId && !ctx.rights.has("projects:delete")) throw forbidden();
    await trashProject(tx, ctx, project);
    await recordAudit(tx, ctx, {
      action: "project.deleted",
      resourceType: "project",
      resourceId: project.id,
      projectId: project.id,
      // Kept with the rest: who may read on in the log what happened in a project that is gone hangs on it.
      changes: {
        name: { before: project.name, after: null },
        private: { before: project.private, after: null },
      },
    });
  }, wholeProject);
}

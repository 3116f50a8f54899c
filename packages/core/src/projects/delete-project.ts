import { recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { forbidden, notFound } from "../errors";
import { holdForMatch, requireMatch } from "../preconditions";
import { findProject } from "./visible";

/**
 * Deletes a project with its tasks and comments. Its owner may, and who has the right `projects:delete`.
 * @throws AppError `forbidden`, `not_found`
 */
export async function deleteProject(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  requireRight(ctx, "projects:write");
  await ctx.db.$transaction(async (tx) => {
    await holdForMatch(tx, ctx, "projects", id);
    const project = await findProject(tx, ctx, id);
    if (!project) throw notFound();
    requireMatch(ctx, project);
    if (project.ownerId !== ctx.actor.userId && !ctx.rights.has("projects:delete")) throw forbidden();
    await tx.archivedTask.deleteMany({ where: { projectId: project.id } });
    await tx.project.delete({ where: { id: project.id } });
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
  });
}

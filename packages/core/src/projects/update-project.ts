import { isUniqueViolation } from "@acre/db";
import type { AuditAction } from "../audit/actions";
import { diff, recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { forbidden, notFound } from "../errors";
import { holdForMatch, requireMatch } from "../preconditions";
import { keyTaken } from "./create-project";
import { type Project, type UpdateProjectInput, updateProjectInput } from "./inputs";
import { presentOne } from "./present";
import { findProject, requireActive } from "./visible";

/**
 * Changes a project; `status` archives or restores it. An archived project accepts nothing but being restored.
 * Only its owner may make it private or public.
 * @throws AppError `forbidden`, `not_found`, `project_archived`, `key_taken`
 */
export async function updateProject(
  ctx: TenantContext,
  { id, ...input }: { id: string } & UpdateProjectInput,
): Promise<Project> {
  requireRight(ctx, "projects:write");
  const wanted = updateProjectInput.parse(input);
  try {
    return await ctx.db.$transaction(async (tx) => {
      await holdForMatch(tx, ctx, "projects", id);
      const before = await findProject(tx, ctx, id);
      if (!before) throw notFound();
      requireMatch(ctx, before);
      if (wanted.status !== "active") requireActive(before);
      if (
        wanted.private !== undefined &&
        wanted.private !== before.private &&
        before.ownerId !== ctx.actor.userId
      ) {
        throw forbidden();
      }
      const after = await tx.project.update({
        where: { id: before.id },
        data: { ...wanted, ...archiving(wanted.status, before.status) },
      });
      const changes = diff(before, after, ["name", "description", "key", "private", "color", "status"]);
      if (Object.keys(changes).length > 0) {
        await recordAudit(tx, ctx, {
          action: actionOf(before.status, after.status),
          resourceType: "project",
          resourceId: after.id,
          projectId: after.id,
          changes,
        });
      }
      return presentOne(tx, after);
    });
  } catch (error) {
    throw wanted.key && isUniqueViolation(error) ? keyTaken(wanted.key) : error;
  }
}

function archiving(wanted: string | undefined, current: string) {
  if (wanted === undefined || wanted === current) return {};
  return { archivedAt: wanted === "archived" ? new Date() : null };
}

function actionOf(before: string, after: string): AuditAction {
  if (before === after) return "project.updated";
  return after === "archived" ? "project.archived" : "project.restored";
}

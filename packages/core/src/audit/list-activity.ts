import { z } from "zod";
import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { cutPage, readCursor } from "../paging/cursor";
import { findProject } from "../projects/visible";
import { findTask } from "../tasks/visible";
import { type Activity, type ListActivityInput, listActivityInput } from "./inputs";
import { namesNow } from "./names-now";
import { parseChanges } from "./parse-changes";

const cursorShape = z.tuple([z.literal("activity"), z.uuid()]);

/**
 * The history of one task or one project, newest first. People are called as they are called now: one who has left
 * is "Former member", whatever the log keeps.
 * @throws AppError `not_found` when the record is not there or not visible to the actor
 */
export async function listActivity(
  ctx: TenantContext,
  { limit: most, cursor: after, ...of }: ListActivityInput & ({ taskId: string } | { projectId: string }),
): Promise<{ activity: Activity[]; nextCursor: string | null }> {
  requireRight(ctx, "tasks:read");
  const { limit: take, cursor: from } = listActivityInput.parse({ limit: most, cursor: after });
  const where = "taskId" in of ? await ofTask(ctx, of.taskId) : await ofProject(ctx, of.projectId);
  const rows = await ctx.db.auditEvent.findMany({
    // Who was refused a look at the record is for the log's own readers.
    where: {
      ...where,
      NOT: { resourceType: "access" },
      ...(from ? { id: { lt: readCursor(from, cursorShape)[1] } } : {}),
    },
    orderBy: { id: "desc" },
    take: take + 1,
  });
  const page = cutPage(rows, take, (row) => ["activity", row.id]);
  const names = await namesNow(ctx, page.rows);
  return {
    activity: page.rows.map((row) => ({
      id: row.id,
      action: row.action,
      actorId: row.actorId,
      actorName: (row.actorId && names.get(row.actorId)) ?? row.actorName,
      resourceType: row.resourceType,
      resourceId: row.resourceId,
      changes: parseChanges(row.changes),
      createdAt: row.createdAt.toISOString(),
    })),
    nextCursor: page.nextCursor,
  };
}

async function ofTask(ctx: TenantContext, taskId: string) {
  const task = await findTask(ctx.db, ctx, taskId);
  if (!task) throw notFound();
  return { resourceId: task.id };
}

async function ofProject(ctx: TenantContext, projectId: string) {
  const project = await findProject(ctx.db, ctx, projectId);
  if (!project) throw notFound();
  return { projectId: project.id };
}

import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { findProject } from "../projects/visible";
import { findTask } from "../tasks/visible";
import type { Activity } from "./inputs";
import type { Changes } from "./record";

const newest = 200;

/**
 * The history of one task or one project, newest first, at most 200 entries.
 * @throws AppError `not_found` when the record is not there or not visible to the actor
 */
export async function listActivity(
  ctx: TenantContext,
  input: { taskId: string } | { projectId: string },
): Promise<{ activity: Activity[] }> {
  requireRight(ctx, "tasks:read");
  const where = "taskId" in input ? await ofTask(ctx, input.taskId) : await ofProject(ctx, input.projectId);
  const rows = await ctx.db.auditEvent.findMany({
    where,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: newest,
  });
  return {
    activity: rows.map((row) => ({
      id: row.id,
      action: row.action,
      actorId: row.actorId,
      actorName: row.actorName,
      resourceType: row.resourceType,
      resourceId: row.resourceId,
      changes: parseChanges(row.changes),
      createdAt: row.createdAt.toISOString(),
    })),
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

function parseChanges(json: string): Changes {
  const value: unknown = JSON.parse(json);
  return isChanges(value) ? value : {};
}

function isChanges(value: unknown): value is Changes {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((change) => typeof change === "object" && change !== null && "after" in change)
  );
}

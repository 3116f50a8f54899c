import { recordAudit } from "../audit/record";
import { requireRight, requireUserId, type TenantContext } from "../context";
import { requireActive, takeTaskNumber } from "../projects/visible";
import { type CreateTaskInput, createTaskInput, type Task } from "./inputs";
import { lastPosition } from "./position";
import { presentTask } from "./present";
import { requireReferences } from "./references";

/**
 * Creates a task at the end of its column, with the project's next number.
 * @throws AppError `forbidden`, `not_found`, `project_archived`, `invalid_input` (a foreign assignee or label)
 */
export async function createTask(
  ctx: TenantContext,
  { projectId, ...input }: { projectId: string } & CreateTaskInput,
): Promise<Task> {
  requireRight(ctx, "tasks:write");
  const wanted = createTaskInput.parse(input);
  const creatorId = requireUserId(ctx);
  return ctx.db.$transaction(async (tx) => {
    const project = await takeTaskNumber(tx, ctx, projectId);
    requireActive(project);
    await requireReferences(tx, wanted, project);
    const status = wanted.status ?? "todo";
    const labels = [...new Set(wanted.labelIds)].sort().map((labelId) => ({ labelId }));
    const row = await tx.task.create({
      data: {
        projectId: project.id,
        number: project.lastTaskNumber,
        title: wanted.title,
        description: wanted.description ?? null,
        status,
        priority: wanted.priority ?? "none",
        assigneeId: wanted.assigneeId ?? null,
        creatorId,
        dueDate: wanted.dueDate ?? null,
        position: await lastPosition(tx, { projectId: project.id, status }),
        completedAt: status === "completed" ? new Date() : null,
        ...(labels.length > 0 ? { labels: { create: labels } } : {}),
      },
    });
    await recordAudit(tx, ctx, {
      action: "task.created",
      resourceType: "task",
      resourceId: row.id,
      projectId: project.id,
      changes: { title: { before: null, after: row.title } },
    });
    // What stands beside it is known: it need not be read back.
    return presentTask({ ...row, project, labels }, 0);
  });
}

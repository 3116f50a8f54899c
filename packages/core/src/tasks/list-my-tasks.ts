import { requireRight, type TenantContext } from "../context";
import { visibleProjects } from "../projects/visible";
import type { Task } from "./inputs";
import { presentTasks, withDetails } from "./present";

const most = 500;

/** The actor's open tasks across all active projects they may see, by due date, undated ones last; at most 500. */
export async function listMyTasks(ctx: TenantContext): Promise<{ tasks: Task[] }> {
  requireRight(ctx, "tasks:read");
  const rows = await ctx.db.task.findMany({
    where: {
      assigneeId: ctx.actor.userId,
      status: { in: ["backlog", "todo", "in_progress", "in_review"] },
      archivedAt: null,
      project: { AND: [{ status: "active" }, visibleProjects(ctx)] },
    },
    include: withDetails,
    orderBy: [{ dueDate: { sort: "asc", nulls: "last" } }, { id: "asc" }],
    take: most,
  });
  return { tasks: await presentTasks(ctx.db, rows) };
}

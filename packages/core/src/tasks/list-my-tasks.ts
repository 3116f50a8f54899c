import { mine, requireRight, type TenantContext } from "../context";
import { chosen } from "../list-fields";
import { visibleProjects } from "../projects/visible";
import { type ListMyTasksInput, listMyTasksInput, type Task, taskIncludes } from "./inputs";
import { presentTasks, withDetails } from "./present";
import { taskSorting } from "./sorting";

/** The actor's open tasks across all active projects they may see, by due date, undated ones last. */
export async function listMyTasks(
  ctx: TenantContext,
  input: ListMyTasksInput = {},
): Promise<{ tasks: Task[]; nextCursor: string | null }> {
  requireRight(ctx, "tasks:read");
  const { limit, cursor, include } = listMyTasksInput.parse(input);
  const rows = await ctx.db.task.findMany({
    where: {
      assigneeId: mine(ctx),
      status: { in: ["backlog", "todo", "in_progress", "in_review"] },
      archivedAt: null,
      project: { AND: [{ status: "active" }, visibleProjects(ctx)] },
      AND: cursor ? [taskSorting.after("dueDate", cursor)] : [],
    },
    include: withDetails,
    orderBy: taskSorting.orderBy("dueDate"),
    take: limit + 1,
  });
  const page = taskSorting.cut("dueDate", rows, limit);
  return {
    tasks: await presentTasks(ctx.db, page.rows, chosen(taskIncludes, include)),
    nextCursor: page.nextCursor,
  };
}

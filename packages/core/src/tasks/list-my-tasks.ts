import { mine, requireRight, type TenantContext } from "../context";
import { cutPage } from "../paging/cursor";
import { visibleProjects } from "../projects/visible";
import { afterCursor, cursorValues } from "./cursor";
import { type ListMyTasksInput, listMyTasksInput, type Task } from "./inputs";
import { presentTasks, withDetails } from "./present";

/** The actor's open tasks across all active projects they may see, by due date, undated ones last. */
export async function listMyTasks(
  ctx: TenantContext,
  input: ListMyTasksInput = {},
): Promise<{ tasks: Task[]; nextCursor: string | null }> {
  requireRight(ctx, "tasks:read");
  const { limit, cursor } = listMyTasksInput.parse(input);
  const rows = await ctx.db.task.findMany({
    where: {
      assigneeId: mine(ctx),
      status: { in: ["backlog", "todo", "in_progress", "in_review"] },
      archivedAt: null,
      project: { AND: [{ status: "active" }, visibleProjects(ctx)] },
      AND: cursor ? [afterCursor("due", cursor)] : [],
    },
    include: withDetails,
    orderBy: [{ dueDate: { sort: "asc", nulls: "last" } }, { id: "asc" }],
    take: limit + 1,
  });
  const page = cutPage(rows, limit, (row) => cursorValues("due", row));
  return { tasks: await presentTasks(ctx.db, page.rows), nextCursor: page.nextCursor };
}

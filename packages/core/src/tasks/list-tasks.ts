import type { Prisma } from "@acre/db";
import { mine, requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { cutPage } from "../paging/cursor";
import { findProject } from "../projects/visible";
import { afterCursor, cursorValues } from "./cursor";
import { type ListTasksInput, listTasksInput, type Task } from "./inputs";
import { presentTasks, withDetails } from "./present";
import { titleContains } from "./title-query";

type Sort = "position" | "created" | "updated" | "due";

/**
 * The tasks of one project, in the order asked for; archived ones only with `archived: "true"`.
 * @throws AppError `not_found` when the project is not there or not visible; `invalid_input` for a foreign cursor
 */
export async function listTasks(
  ctx: TenantContext,
  { projectId, ...input }: { projectId: string } & ListTasksInput,
): Promise<{ tasks: Task[]; nextCursor: string | null }> {
  requireRight(ctx, "tasks:read");
  const { sort, limit, cursor, query, ...filters } = listTasksInput.parse(input);
  const project = await findProject(ctx.db, ctx, projectId);
  if (!project) throw notFound();
  const rows = await ctx.db.task.findMany({
    where: {
      AND: [
        { projectId: project.id, archivedAt: filters.archived === "true" ? { not: null } : null },
        matching(ctx, filters),
        query ? await titleContains(ctx, project.id, query) : {},
        cursor ? afterCursor(sort, cursor) : {},
      ],
    },
    orderBy: orders[sort],
    take: limit + 1,
    include: withDetails,
  });
  const page = cutPage(rows, limit, (row) => cursorValues(sort, row));
  return { tasks: await presentTasks(ctx.db, page.rows), nextCursor: page.nextCursor };
}

const orders: Record<Sort, Prisma.TaskOrderByWithRelationInput[]> = {
  position: [{ position: "asc" }, { id: "asc" }],
  created: [{ id: "asc" }],
  updated: [{ updatedAt: "desc" }, { id: "desc" }],
  due: [{ dueDate: { sort: "asc", nulls: "last" } }, { id: "asc" }],
};

function matching(
  ctx: TenantContext,
  { status, priority, assignee, label }: Pick<ListTasksInput, "status" | "priority" | "assignee" | "label">,
): Prisma.TaskWhereInput {
  return {
    ...(status ? { status } : {}),
    ...(priority ? { priority } : {}),
    ...(assignee
      ? { assigneeId: assignee === "me" ? mine(ctx) : assignee === "none" ? null : assignee }
      : {}),
    ...(label ? { labels: { some: { labelId: label } } } : {}),
  };
}

import type { Prisma } from "@acre/db";
import { mine, requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { chosen } from "../list-fields";
import { findProject } from "../projects/visible";
import { type ListTasksInput, listTasksInput, type Task, taskIncludes } from "./inputs";
import { presentTasks, withDetails } from "./present";
import { taskSorting } from "./sorting";
import { titleContains } from "./title-query";

/**
 * The tasks of one project, in the order asked for; archived ones only with `archived: "true"`.
 * @throws AppError `not_found` when the project is not there or not visible; `invalid_input` for a foreign cursor
 */
export async function listTasks(
  ctx: TenantContext,
  { projectId, ...input }: { projectId: string } & ListTasksInput,
): Promise<{ tasks: Task[]; nextCursor: string | null }> {
  requireRight(ctx, "tasks:read");
  const { sort, limit, cursor, query, include, ...filters } = listTasksInput.parse(input);
  const project = await findProject(ctx.db, ctx, projectId);
  if (!project) throw notFound();
  const rows = await ctx.db.task.findMany({
    where: {
      AND: [
        { projectId: project.id, archivedAt: filters.archived === "true" ? { not: null } : null },
        matching(ctx, filters),
        query ? await titleContains(ctx, project.id, query) : {},
        cursor ? taskSorting.after(sort, cursor) : {},
      ],
    },
    orderBy: taskSorting.orderBy(sort),
    take: limit + 1,
    include: { labels: withDetails.labels },
  });
  const page = taskSorting.cut(sort, rows, limit);
  // They are all of this project: it need not be read again for them.
  const detailed = page.rows.map((row) => ({ ...row, project }));
  return {
    tasks: await presentTasks(ctx.db, detailed, chosen(taskIncludes, include)),
    nextCursor: page.nextCursor,
  };
}

type Filters = Pick<
  ListTasksInput,
  "status" | "priority" | "assignee" | "label" | "updatedSince" | "dueFrom" | "dueTo"
>;

function matching(
  ctx: TenantContext,
  { status, priority, assignee, label, updatedSince, dueFrom, dueTo }: Filters,
): Prisma.TaskWhereInput {
  return {
    ...(status ? { status } : {}),
    ...(priority ? { priority } : {}),
    ...(assignee
      ? { assigneeId: assignee === "me" ? mine(ctx) : assignee === "none" ? null : assignee }
      : {}),
    ...(label ? { labels: { some: { labelId: label } } } : {}),
    ...(updatedSince ? { updatedAt: { gte: new Date(updatedSince) } } : {}),
    ...(dueFrom || dueTo
      ? { dueDate: { ...(dueFrom ? { gte: dueFrom } : {}), ...(dueTo ? { lte: dueTo } : {}) } }
      : {}),
  };
}

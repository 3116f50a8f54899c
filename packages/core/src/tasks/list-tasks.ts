import type { Prisma, TaskRow } from "@acre/db";
import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { cutPage, readCursor, readInstant } from "../paging/cursor";
import { findProject } from "../projects/visible";
import { type ListTasksInput, listTasksInput, type Task } from "./inputs";
import { presentTask, withDetails } from "./present";

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
  const { sort, limit, cursor, ...filters } = listTasksInput.parse(input);
  const project = await findProject(ctx.db, ctx, projectId);
  if (!project) throw notFound();
  const rows = await ctx.db.task.findMany({
    where: {
      AND: [
        { projectId: project.id, archivedAt: filters.archived === "true" ? { not: null } : null },
        matching(ctx, filters),
        cursor ? after(sort, cursor) : {},
      ],
    },
    orderBy: orders[sort],
    take: limit + 1,
    include: withDetails,
  });
  const page = cutPage(rows, limit, (row) => sortValues(sort, row));
  return { tasks: page.rows.map(presentTask), nextCursor: page.nextCursor };
}

const orders: Record<Sort, Prisma.TaskOrderByWithRelationInput[]> = {
  position: [{ position: "asc" }, { id: "asc" }],
  created: [{ id: "asc" }],
  updated: [{ updatedAt: "desc" }, { id: "desc" }],
  due: [{ dueDate: { sort: "asc", nulls: "last" } }, { id: "asc" }],
};

function matching(
  ctx: TenantContext,
  { status, priority, assignee, label, query }: Omit<ListTasksInput, "sort" | "limit" | "cursor">,
): Prisma.TaskWhereInput {
  return {
    ...(status ? { status } : {}),
    ...(priority ? { priority } : {}),
    ...(assignee
      ? { assigneeId: assignee === "me" ? ctx.actor.userId : assignee === "none" ? null : assignee }
      : {}),
    ...(label ? { labels: { some: { labelId: label } } } : {}),
    ...(query ? { title: { contains: query } } : {}),
  };
}

function sortValues(sort: Sort, row: TaskRow): (string | number | null)[] {
  if (sort === "position") return [row.position, row.id];
  if (sort === "updated") return [row.updatedAt.toISOString(), row.id];
  if (sort === "due") return [row.dueDate, row.id];
  return [row.id];
}

function after(sort: Sort, cursor: string): Prisma.TaskWhereInput {
  if (sort === "created") {
    const [id] = readCursor(cursor, 1);
    return { id: { gt: String(id) } };
  }
  const [value, id] = readCursor(cursor, 2);
  const laterId = { id: { gt: String(id) } };
  if (sort === "position") {
    return { OR: [{ position: { gt: Number(value) } }, { position: Number(value), ...laterId }] };
  }
  if (sort === "due") {
    if (value === null) return { dueDate: null, ...laterId };
    const dueDate = String(value);
    return { OR: [{ dueDate: { gt: dueDate } }, { dueDate, ...laterId }, { dueDate: null }] };
  }
  const updatedAt = readInstant(value ?? null);
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { lt: String(id) } }] };
}

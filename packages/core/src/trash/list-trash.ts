import { requireRight, type TenantContext } from "../context";
import { dayMs } from "../durations";
import { newestFirst } from "../paging/newest-first";
import { type ListTrashInput, listTrashInput, trashDays } from "./inputs";
import type { TrashItem } from "./outputs";
import { visibleTrash } from "./visible";

const pages = newestFirst("trash");

/** What was deleted in the last 30 days, as far as the actor may see it, newest first. */
export async function listTrash(
  ctx: TenantContext,
  input: ListTrashInput = {},
): Promise<{ trash: TrashItem[]; nextCursor: string | null }> {
  requireRight(ctx, "trash:read");
  const { limit, cursor } = listTrashInput.parse(input);
  const rows = await ctx.db.trashItem.findMany({
    where: { AND: [await visibleTrash(ctx.db, ctx), pages.after(cursor)] },
    // A project's is as long as its members are many, a task's as its text.
    omit: { data: true },
    include: { project: { select: { id: true, name: true, key: true } } },
    orderBy: pages.orderBy,
    take: limit + 1,
  });
  const page = pages.cut(rows, limit);
  return {
    trash: page.rows.map(({ id, kind, name, number, project, ownerId, taskCount, ...row }) => ({
      id,
      kind: kind === "project" ? "project" : "task",
      name,
      key: project ? `${project.key}-${number}` : null,
      project: project && { id: project.id, name: project.name },
      ownerId,
      taskCount,
      deletedById: row.deletedById,
      deletedAt: row.createdAt.toISOString(),
      purgedAt: new Date(row.createdAt.getTime() + trashDays * dayMs).toISOString(),
    })),
    nextCursor: page.nextCursor,
  };
}

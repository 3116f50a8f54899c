import { z } from "zod";
import { requireRight, type TenantContext } from "../context";
import { cutPage, readCursor } from "../paging/cursor";
import { visibleProjects } from "../projects/visible";
import { parseArchived } from "./archived-data";
import { type ArchivedTask, type ListArchivedTasksInput, listArchivedTasksInput } from "./inputs";

const cursorShape = z.tuple([z.literal("archived"), z.uuid()]);

/** Tasks that were moved out of the way since they were completed long ago, of projects the actor may see, newest first. */
export async function listArchivedTasks(
  ctx: TenantContext,
  input: ListArchivedTasksInput = {},
): Promise<{ archivedTasks: ArchivedTask[]; nextCursor: string | null }> {
  requireRight(ctx, "tasks:read");
  const { projectId, limit, cursor } = listArchivedTasksInput.parse(input);
  const projects = await ctx.db.project.findMany({
    where: { AND: [visibleProjects(ctx), projectId ? { id: projectId } : {}] },
    select: { id: true, key: true },
  });
  const keys = new Map(projects.map(({ id, key }) => [id, key]));
  const rows = await ctx.db.archivedTask.findMany({
    where: {
      projectId: { in: [...keys.keys()] },
      ...(cursor ? { id: { lt: readCursor(cursor, cursorShape)[1] } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = cutPage(rows, limit, (row) => ["archived", row.id]);
  return {
    archivedTasks: page.rows.map((row) => {
      const { task, comments } = parseArchived(row.data);
      return {
        id: row.id,
        taskId: task.id,
        projectId: task.projectId,
        key: `${keys.get(task.projectId)}-${task.number}`,
        title: task.title,
        commentCount: comments.length,
        completedAt: task.completedAt?.toISOString() ?? null,
        archivedAt: row.archivedAt.toISOString(),
      };
    }),
    nextCursor: page.nextCursor,
  };
}

import { listTasks, type TenantContext } from "@acre/core";
import type { Task } from "@/lib/types";

/** All tasks of a project in the order of their columns. For pages, on the server. */
export async function readProjectTasks(ctx: TenantContext, projectId: string): Promise<Task[]> {
  const all: Task[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTasks(ctx, { projectId, limit: 500, cursor });
    all.push(...page.tasks);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

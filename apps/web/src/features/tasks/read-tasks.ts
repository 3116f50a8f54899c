import { listComments, listMyTasks, listTasks, type TenantContext } from "@acre/core";
import { everyPage } from "@/lib/every-page";
import type { Comment, Task } from "@/lib/types";

/** All tasks of a project in the order of their columns. For pages, on the server. */
export function readProjectTasks(ctx: TenantContext, projectId: string): Promise<Task[]> {
  return everyPage("tasks", (cursor) => listTasks(ctx, { projectId, limit: 500, cursor }));
}

/** The open tasks assigned to the person, over all projects. For pages, on the server. */
export function readMyTasks(ctx: TenantContext): Promise<Task[]> {
  return everyPage("tasks", (cursor) => listMyTasks(ctx, { limit: 500, cursor }));
}

/** All comments of a task, oldest first. For pages, on the server. */
export function readComments(ctx: TenantContext, taskId: string): Promise<Comment[]> {
  return everyPage("comments", (cursor) => listComments(ctx, { taskId, limit: 500, cursor }));
}

import type { TenantContext } from "../context";
import { createTask } from "./create-task";
import { deleteTask } from "./delete-task";
import { type Task, type TaskOperation, taskOperation } from "./inputs";
import { updateTask } from "./update-task";

/** What one operation of many came to; a deletion leaves no task. */
export type TaskOperationResult =
  | { done: "created" | "updated"; id: string; task: Task }
  | { done: "deleted"; id: string };

/**
 * Runs one operation of many in a transaction of its own: it is as if it had been asked for alone.
 * @throws AppError whatever creating, changing or deleting a task throws
 */
export async function runTaskOperation(
  ctx: TenantContext,
  operation: TaskOperation,
): Promise<TaskOperationResult> {
  const wanted = taskOperation.parse(operation);
  switch (wanted.op) {
    case "create": {
      const { op: _, ...input } = wanted;
      const task = await createTask(ctx, input);
      return { done: "created", id: task.id, task };
    }
    case "update": {
      const { op: _, ...input } = wanted;
      const task = await updateTask(ctx, input);
      return { done: "updated", id: task.id, task };
    }
    case "delete":
      await deleteTask(ctx, { id: wanted.id });
      return { done: "deleted", id: wanted.id };
  }
}

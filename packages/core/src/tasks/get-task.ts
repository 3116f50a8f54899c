import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { chosen } from "../list-fields";
import { type GetTaskInput, getTaskInput, type Task, taskIncludes } from "./inputs";
import { presentOneTask } from "./present";
import { findTask } from "./visible";

/** @throws AppError `not_found` when the id is unknown, malformed, foreign or in a private project: all alike */
export async function getTask(
  ctx: TenantContext,
  { id, include: related }: { id: string } & GetTaskInput,
): Promise<Task> {
  requireRight(ctx, "tasks:read");
  const { include } = getTaskInput.parse({ include: related });
  const row = await findTask(ctx.db, ctx, id);
  if (!row) throw notFound();
  return presentOneTask(ctx.db, row, chosen(taskIncludes, include));
}

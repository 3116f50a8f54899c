import type { TenantTx } from "@acre/db";
import type { TenantContext } from "../context";
import { notFound } from "../errors";
import { isId } from "../ids";
import { requireActive, visibleProjects } from "../projects/visible";
import { withDetails } from "./present";

/** The task with what its answer needs, or null when it is unknown, malformed or in a project not the actor's to see. */
export function findTask(tx: TenantTx, ctx: TenantContext, id: string) {
  if (!isId(id)) return Promise.resolve(null);
  return tx.task.findFirst({ where: { id, project: visibleProjects(ctx) }, include: withDetails });
}

/**
 * The task, ready to be changed.
 * @throws AppError `not_found`, `project_archived`
 */
export async function requireTask(tx: TenantTx, ctx: TenantContext, id: string) {
  const task = await findTask(tx, ctx, id);
  if (!task) throw notFound();
  requireActive(task.project);
  return task;
}

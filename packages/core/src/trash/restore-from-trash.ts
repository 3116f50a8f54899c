import { holdProject, holdRecord, isUniqueViolation, type TenantTx, wholeProject } from "@acre/db";
import { recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { AppError, forbidden, notFound } from "../errors";
import { presentOne } from "../projects/present";
import { findProject, requireActive } from "../projects/visible";
import { presentOneTask, withDetails } from "../tasks/present";
import type { Restored } from "./outputs";
import { trashedProject, trashedTask } from "./trash-data";
import { putProjectBack } from "./trash-project";
import { putBack } from "./trash-task";
import { findTrash } from "./visible";

type Row = NonNullable<Awaited<ReturnType<typeof findTrash>>>;

/**
 * Brings a deleted task or project back as it was: under its own id, with its number or key, its comments, its place, and
 * those of its labels that are still there; a project with its tasks. A project is brought back by those who may delete it.
 * @param input.id of the task or the project
 * @throws AppError `forbidden`, `not_found`, `project_archived` (a task's), `key_taken` (another project has its key now)
 */
export async function restoreFromTrash(ctx: TenantContext, { id }: { id: string }): Promise<Restored> {
  requireRight(ctx, "trash:write");
  return ctx.db.$transaction(async (tx) => {
    const row = await findTrash(tx, ctx, id);
    if (!row) throw notFound();
    return row.kind === "project" ? restoreProject(tx, ctx, row) : restoreTask(tx, ctx, row);
  }, wholeProject);
}

async function restoreTask(tx: TenantTx, ctx: TenantContext, row: Row): Promise<Restored> {
  const project = row.projectId ? await findProject(tx, ctx, row.projectId) : null;
  if (!project) throw notFound();
  requireActive(project);
  await holdProject(tx, project.id, ctx.tenant.engine);
  // The first of two who ask at once.
  await tx.trashItem.delete({ where: { id: row.id } });
  await putBack(tx, [trashedTask.read(row.data)]);
  const created = await tx.task.findUniqueOrThrow({ where: { id: row.id }, include: withDetails });
  const task = await presentOneTask(tx, created);
  await recordAudit(tx, ctx, {
    action: "task.restored",
    resourceType: "task",
    resourceId: row.id,
    projectId: project.id,
    changes: { deletedAt: { before: row.createdAt.toISOString(), after: null } },
  });
  return { task, project: null };
}

async function restoreProject(tx: TenantTx, ctx: TenantContext, row: Row): Promise<Restored> {
  if (row.ownerId !== ctx.actor.userId && !ctx.rights.has("projects:delete")) throw forbidden();
  // The second of two who ask at once waits here, and finds it gone.
  await holdRecord(tx, "trash", row.id, ctx.tenant.engine);
  if (!(await findTrash(tx, ctx, row.id))) throw notFound();
  const { key } = trashedProject.read(row.data).project;
  if (await tx.project.findUnique({ where: { key }, select: { id: true } })) throw keyInUse(key);
  try {
    const project = await putProjectBack(tx, row.id, row.data);
    await tx.trashItem.delete({ where: { id: row.id } });
    const answer = await presentOne(tx, project);
    await recordAudit(tx, ctx, {
      action: "project.restored",
      resourceType: "project",
      resourceId: row.id,
      projectId: row.id,
      changes: { deletedAt: { before: row.createdAt.toISOString(), after: null } },
    });
    return { task: null, project: answer };
  } catch (error) {
    // Somebody was faster with the key.
    throw isUniqueViolation(error) ? keyInUse(key) : error;
  }
}

function keyInUse(key: string): AppError {
  return new AppError(
    "key_taken",
    `Another project has the key ${key} by now. Give that one another key, then restore this.`,
  );
}

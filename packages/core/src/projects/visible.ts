import type { Prisma, TenantTx } from "@acre/db";
import type { TenantContext } from "../context";
import { AppError, notFound } from "../errors";
import { isId } from "../ids";

/** Every active member sees every project that is not private; a private one, its owner and invited members alone. */
export function visibleProjects(ctx: TenantContext): Prisma.ProjectWhereInput {
  const { userId } = ctx.actor;
  if (userId === null) return { private: false };
  return { OR: [{ private: false }, { ownerId: userId }, { members: { some: { userId } } }] };
}

/** The project, or null when it is unknown, malformed or not the actor's to see: all alike. */
export function findProject(tx: TenantTx, ctx: TenantContext, id: string) {
  if (!isId(id)) return Promise.resolve(null);
  return tx.project.findFirst({ where: { id, ...visibleProjects(ctx) } });
}

/**
 * Gives the project's next number to a task, and the project with it: found and counted by one statement, so that it cannot
 * be archived or hidden in between.
 * @throws AppError `not_found` when the project is not there or not visible
 */
export async function takeTaskNumber(tx: TenantTx, ctx: TenantContext, id: string) {
  if (!isId(id)) throw notFound();
  const [project] = await tx.project.updateManyAndReturn({
    where: { id, ...visibleProjects(ctx) },
    data: { lastTaskNumber: { increment: 1 } },
  });
  if (!project) throw notFound();
  return project;
}

/** @throws AppError `project_archived`: an archived project is read-only until it is restored. */
export function requireActive(project: { status: string; name: string }): void {
  if (project.status === "archived") {
    throw new AppError(
      "project_archived",
      `${project.name} is archived and read-only. Restore it to change it.`,
    );
  }
}

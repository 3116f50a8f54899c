import type { Prisma, TenantTx } from "@acre/db";
import type { TenantContext } from "../context";
import { AppError } from "../errors";
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

/** @throws AppError `project_archived`: an archived project is read-only until it is restored. */
export function requireActive(project: { status: string; name: string }): void {
  if (project.status === "archived") {
    throw new AppError(
      "project_archived",
      `${project.name} is archived and read-only. Restore it to change it.`,
    );
  }
}

import type { Prisma, TenantTx } from "@acre/db";
import type { TenantContext } from "../context";
import { dayMs } from "../durations";
import { isId } from "../ids";
import { visibleProjects } from "../projects/visible";
import { trashDays } from "./inputs";

/** What was deleted before is removed for good; it is not to be seen even where nothing has removed it yet. */
export function endOfTrash(now: Date): Date {
  return new Date(now.getTime() - trashDays * dayMs);
}

/**
 * What of the trash is the actor's to see: tasks of projects they see, and projects that they saw. By the projects' ids: a
 * join would have a database read the trash project by project, past the order in which it is listed.
 */
export async function visibleTrash(
  tx: TenantTx,
  ctx: TenantContext,
  now = new Date(),
): Promise<Prisma.TrashItemWhereInput> {
  const { userId } = ctx.actor;
  const projects = await tx.project.findMany({
    where: visibleProjects(ctx),
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return {
    createdAt: { gt: endOfTrash(now) },
    OR: [
      { projectId: { in: projects.map(({ id }) => id) } },
      { kind: "project", seenBy: null },
      // A list of UUIDs in quotes: none can be a piece of another.
      ...(userId === null ? [] : [{ kind: "project", seenBy: { contains: `"${userId}"` } }]),
    ],
  };
}

/** What lies in the trash under an id, or null when that is unknown, malformed or not the actor's to see. */
export async function findTrash(tx: TenantTx, ctx: TenantContext, id: string) {
  if (!isId(id)) return null;
  return tx.trashItem.findFirst({ where: { id, ...(await visibleTrash(tx, ctx)) } });
}

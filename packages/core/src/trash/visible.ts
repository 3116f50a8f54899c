import type { Prisma, TenantTx } from "@acre/db";
import type { TenantContext } from "../context";
import { isId } from "../ids";
import { visibleProjects } from "../projects/visible";
import { trashDays } from "./inputs";

const dayMs = 24 * 3600_000;

/** What was deleted before is removed for good; it is not to be seen even where nothing has removed it yet. */
export function endOfTrash(now: Date): Date {
  return new Date(now.getTime() - trashDays * dayMs);
}

/** What of the trash is the actor's to see: tasks of projects they see, and projects that they saw. */
export function visibleTrash(ctx: TenantContext, now = new Date()): Prisma.TrashItemWhereInput {
  const { userId } = ctx.actor;
  return {
    createdAt: { gt: endOfTrash(now) },
    OR: [
      { project: visibleProjects(ctx) },
      { kind: "project", seenBy: null },
      // A list of UUIDs in quotes: none can be a piece of another.
      ...(userId === null ? [] : [{ kind: "project", seenBy: { contains: `"${userId}"` } }]),
    ],
  };
}

/** What lies in the trash under an id, or null when that is unknown, malformed or not the actor's to see. */
export function findTrash(tx: TenantTx, ctx: TenantContext, id: string) {
  if (!isId(id)) return Promise.resolve(null);
  return tx.trashItem.findFirst({ where: { id, ...visibleTrash(ctx) } });
}

import type { TenantTx } from "@acre/db";
import { z } from "zod";
import type { ChainedEntry } from "../audit/chain";
import { hiddenProjects } from "../audit/hidden-projects";
import { parseRole } from "../rights";

/** What a receiver is told of an entry. It has nothing of where that came from: this is for the log alone. */
export function payloadOf(id: string, entry: ChainedEntry): string {
  return JSON.stringify({
    id,
    type: entry.action,
    at: entry.createdAt.toISOString(),
    actor: { kind: entry.actorKind, id: entry.actorId },
    resource: { type: entry.resourceType, id: entry.resourceId },
    projectId: entry.projectId,
    changes: JSON.parse(entry.changes),
  });
}

const ofProject = z.looseObject({ projectId: z.string().nullish() });

/** The project that a message is about. */
export function projectOf(payload: string): string | null {
  return ofProject.parse(JSON.parse(payload)).projectId ?? null;
}

/** Whether a hook's maker sees the project now, so that the hook may be told of it. */
export async function mayTell(tx: TenantTx, makerId: string, projectId: string | null): Promise<boolean> {
  if (projectId === null) return true;
  const maker = await tx.user.findUnique({ where: { id: makerId }, select: { active: true, role: true } });
  const sees = maker?.active === true && parseRole(maker.role) !== null;
  return !(await hiddenProjects(tx, sees ? makerId : null, [projectId])).has(projectId);
}

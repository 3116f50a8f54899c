import type { TenantTx } from "@acre/db";
import { z } from "zod";
import type { ChainedEntry } from "../audit/chain";
import { hiddenProjects } from "../audit/hidden-projects";
import { mayStill } from "../members/authority";

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

/** Those of these members who could make a webhook now. One of anybody else's is told of nothing. */
export async function ableMakers(tx: TenantTx, ids: readonly string[]): Promise<Set<string>> {
  const makers = await tx.user.findMany({
    where: { id: { in: [...new Set(ids)] }, active: true },
    select: { id: true, role: true },
  });
  return new Set(makers.filter(({ role }) => mayStill(role, "webhooks:write")).map(({ id }) => id));
}

/** Whether a member who could make a webhook sees the project now, so that a hook of theirs may be told of it. */
export async function maySee(tx: TenantTx, makerId: string, projectId: string | null): Promise<boolean> {
  return projectId === null || !(await hiddenProjects(tx, makerId, [projectId])).has(projectId);
}

import type { TenantTx } from "@acre/db";

/**
 * Which of these projects' entries somebody may not see: those of a private project that is neither theirs nor shared
 * with them. Of a project that is gone nobody can tell any more who was let in, so that its entries are for nobody,
 * unless the entry of its deletion says that it was not private: of the last one, since it may have been brought back
 * and made private before.
 * @param userId a row of the tenant's `users`; null for somebody from outside
 */
export async function hiddenProjects(
  tx: TenantTx,
  userId: string | null,
  projectIds: readonly (string | null)[],
): Promise<Set<string>> {
  const hidden = new Set(projectIds.filter((id) => id !== null));
  if (hidden.size === 0) return hidden;
  const mine = userId === null ? [] : [{ ownerId: userId }, { members: { some: { userId } } }];
  const there = await tx.project.findMany({
    where: { id: { in: [...hidden] } },
    select: { id: true },
  });
  const visible = await tx.project.findMany({
    where: { id: { in: [...hidden] }, OR: [{ private: false }, ...mine] },
    select: { id: true },
  });
  const gone = new Set(hidden);
  for (const { id } of there) gone.delete(id);
  for (const { id } of visible) hidden.delete(id);
  for (const id of await onceOpen(tx, [...gone])) hidden.delete(id);
  return hidden;
}

async function onceOpen(tx: TenantTx, projectIds: string[]): Promise<string[]> {
  if (projectIds.length === 0) return [];
  const deletions = await tx.auditEvent.findMany({
    where: { projectId: { in: projectIds }, resourceId: { in: projectIds }, action: "project.deleted" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { resourceId: true, changes: true },
  });
  const last = new Map(deletions.map(({ resourceId, changes }) => [resourceId, changes]));
  return [...last].filter(([, changes]) => wasOpen(changes)).map(([resourceId]) => resourceId);
}

function wasOpen(json: string): boolean {
  const changes: unknown = JSON.parse(json);
  if (typeof changes !== "object" || changes === null || !("private" in changes)) return false;
  const { private: change } = changes;
  return typeof change === "object" && change !== null && "before" in change && change.before === false;
}

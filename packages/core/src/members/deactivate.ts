import type { TenantTx, UserRow } from "@acre/db";

/**
 * Makes a member a former one, in their workspace's own database: from here on nothing opens for them. Their name and
 * what they wrote stay; private projects do not open again should they come back.
 */
export async function deactivate(tx: TenantTx, userId: string): Promise<UserRow> {
  await handOverPrivateProjects(tx, userId);
  await tx.projectMember.deleteMany({ where: { userId } });
  return tx.user.update({ where: { id: userId }, data: { active: false } });
}

/** A private project whose owner is gone and that has no other member could be seen, and so ended, by nobody. */
export async function handOverPrivateProjects(tx: TenantTx, userId: string): Promise<void> {
  const heir = await tx.user.findFirst({
    where: { role: "owner", active: true, id: { not: userId } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  if (heir)
    await tx.project.updateMany({ where: { ownerId: userId, private: true }, data: { ownerId: heir.id } });
}

import type { TenantTx } from "@acre/db";
import { invalidField } from "../errors";

/**
 * Checks that the people and labels a task names are this workspace's own.
 * @throws AppError `invalid_input` naming the field; foreign and made-up ids are answered alike
 */
export async function requireReferences(
  tx: TenantTx,
  refs: { assigneeId?: string | null | undefined; labelIds?: string[] | undefined },
  project: { id: string; ownerId: string; private: boolean },
): Promise<void> {
  if (refs.assigneeId) {
    const assignee = await tx.user.findFirst({
      where: { id: refs.assigneeId, active: true },
      select: { id: true },
    });
    if (!assignee) throw invalidField("assigneeId", "Choose an active member of this workspace.");
    if (project.private && !(await seesPrivate(tx, project, assignee.id))) {
      throw invalidField("assigneeId", "This project is private. Choose somebody who can see it.");
    }
  }
  if (refs.labelIds && refs.labelIds.length > 0) {
    const wanted = new Set(refs.labelIds);
    const known = await tx.label.count({ where: { id: { in: [...wanted] } } });
    if (known !== wanted.size) throw invalidField("labelIds", "Choose labels of this workspace.");
  }
}

async function seesPrivate(tx: TenantTx, project: { id: string; ownerId: string }, userId: string) {
  if (project.ownerId === userId) return true;
  const access = await tx.projectMember.findUnique({
    where: { projectId_userId: { projectId: project.id, userId } },
  });
  return access !== null;
}

import type { TenantTx } from "@acre/db";
import { type AuditEntry, recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { findTrash } from "./visible";

/**
 * Removes something from the trash, for good.
 * @param input.id of the task or the project
 * @throws AppError `forbidden`, `not_found`
 */
export async function deleteFromTrash(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  requireRight(ctx, "trash:delete");
  await ctx.db.$transaction(async (tx) => {
    const row = await findTrash(tx, ctx, id);
    if (!row) throw notFound();
    await tx.trashItem.delete({ where: { id: row.id } });
    await recordAudit(tx, ctx, purged(row));
  });
}

type Row = Pick<
  Awaited<ReturnType<TenantTx["trashItem"]["findFirstOrThrow"]>>,
  "id" | "kind" | "name" | "projectId"
>;

/** The entry of the log for what is no longer in the trash, and nowhere else. */
export function purged({ id, kind, name, projectId }: Row): AuditEntry {
  return kind === "project"
    ? {
        action: "project.purged",
        resourceType: "project",
        resourceId: id,
        projectId: id,
        changes: { name: { before: name, after: null } },
      }
    : {
        action: "task.purged",
        resourceType: "task",
        resourceId: id,
        ...(projectId && { projectId }),
        changes: { title: { before: name, after: null } },
      };
}

import { recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { isId } from "../ids";
import { holdForMatch, requireMatch } from "../preconditions";
import { presentLabel } from "./present";

/**
 * Deletes a label and takes it off every task.
 * @throws AppError `forbidden`, `not_found`
 */
export async function deleteLabel(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  requireRight(ctx, "labels:write");
  await ctx.db.$transaction(async (tx) => {
    await holdForMatch(tx, ctx, "labels", id);
    const label = isId(id) ? await tx.label.findUnique({ where: { id } }) : null;
    if (!label) throw notFound();
    requireMatch(ctx, presentLabel(label));
    await tx.label.delete({ where: { id } });
    await recordAudit(tx, ctx, {
      action: "label.deleted",
      resourceType: "label",
      resourceId: id,
      changes: { name: { before: label.name, after: null } },
    });
  });
}

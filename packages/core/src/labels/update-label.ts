import { isUniqueViolation } from "@acre/db";
import { diff, recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { isId } from "../ids";
import { holdForMatch, requireMatch } from "../preconditions";
import { type Label, type UpdateLabelInput, updateLabelInput } from "./inputs";
import { labelTaken, presentLabel } from "./present";

/**
 * Renames or recolours a label.
 * @throws AppError `forbidden`, `not_found`, `name_taken`
 */
export async function updateLabel(
  ctx: TenantContext,
  { id, ...input }: { id: string } & UpdateLabelInput,
): Promise<Label> {
  requireRight(ctx, "labels:write");
  const wanted = updateLabelInput.parse(input);
  try {
    return await ctx.db.$transaction(async (tx) => {
      await holdForMatch(tx, ctx, "labels", id);
      const before = isId(id) ? await tx.label.findUnique({ where: { id } }) : null;
      if (!before) throw notFound();
      requireMatch(ctx, presentLabel(before));
      const after = await tx.label.update({ where: { id }, data: wanted });
      await recordAudit(tx, ctx, {
        action: "label.updated",
        resourceType: "label",
        resourceId: id,
        changes: diff(before, after, ["name", "color"]),
      });
      return presentLabel(after);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? labelTaken(wanted.name) : error;
  }
}

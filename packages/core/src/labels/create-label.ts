import { isUniqueViolation } from "@acre/db";
import { recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { colors } from "../fields";
import { type CreateLabelInput, createLabelInput, type Label } from "./inputs";
import { labelTaken, presentLabel } from "./present";

/**
 * Creates a label; without a colour it gets the next of the palette.
 * @throws AppError `forbidden`, `name_taken`
 */
export async function createLabel(ctx: TenantContext, input: CreateLabelInput): Promise<Label> {
  requireRight(ctx, "labels:write");
  const { name, color } = createLabelInput.parse(input);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const next = colors[(await tx.label.count()) % colors.length] ?? colors[0];
      const row = await tx.label.create({ data: { name, color: color ?? next } });
      await recordAudit(tx, ctx, {
        action: "label.created",
        resourceType: "label",
        resourceId: row.id,
        changes: { name: { before: null, after: row.name } },
      });
      return presentLabel(row);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? labelTaken(name) : error;
  }
}

import { requireRight, type TenantContext } from "../context";
import { type Label, type ListLabelsInput, listLabelsInput } from "./inputs";
import { presentLabel } from "./present";
import { labelSorting } from "./sorting";

/** The workspace's labels by name. */
export async function listLabels(
  ctx: TenantContext,
  input: ListLabelsInput = {},
): Promise<{ labels: Label[]; nextCursor: string | null }> {
  requireRight(ctx, "tasks:read");
  const { limit, cursor, sort } = listLabelsInput.parse(input);
  const rows = await ctx.db.label.findMany({
    where: cursor ? labelSorting.after(sort, cursor) : {},
    orderBy: labelSorting.orderBy(sort),
    take: limit + 1,
  });
  const page = labelSorting.cut(sort, rows, limit);
  return { labels: page.rows.map(presentLabel), nextCursor: page.nextCursor };
}

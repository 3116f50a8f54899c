import { z } from "zod";
import { requireRight, type TenantContext } from "../context";
import { cutPage, readCursor } from "../paging/cursor";
import { type Label, type ListLabelsInput, listLabelsInput } from "./inputs";
import { presentLabel } from "./present";

const cursorShape = z.tuple([z.literal("labels"), z.string()]);

/** The workspace's labels by name. */
export async function listLabels(
  ctx: TenantContext,
  input: ListLabelsInput = {},
): Promise<{ labels: Label[]; nextCursor: string | null }> {
  requireRight(ctx, "tasks:read");
  const { limit, cursor } = listLabelsInput.parse(input);
  const rows = await ctx.db.label.findMany({
    where: cursor ? { name: { gt: readCursor(cursor, cursorShape)[1] } } : {},
    orderBy: { name: "asc" },
    take: limit + 1,
  });
  const page = cutPage(rows, limit, (row) => ["labels", row.name]);
  return { labels: page.rows.map(presentLabel), nextCursor: page.nextCursor };
}

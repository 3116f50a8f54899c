import { requireRight, type TenantContext } from "../context";
import type { Label } from "./inputs";
import { presentLabel } from "./present";

const most = 500;

/** The workspace's labels by name; at most 500. */
export async function listLabels(ctx: TenantContext): Promise<{ labels: Label[] }> {
  requireRight(ctx, "tasks:read");
  const rows = await ctx.db.label.findMany({ orderBy: { name: "asc" }, take: most });
  return { labels: rows.map(presentLabel) };
}

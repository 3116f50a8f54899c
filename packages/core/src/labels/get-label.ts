import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { isId } from "../ids";
import type { Label } from "./inputs";
import { presentLabel } from "./present";

/** @throws AppError `not_found` when the id is unknown, malformed or foreign: all alike */
export async function getLabel(ctx: TenantContext, { id }: { id: string }): Promise<Label> {
  requireRight(ctx, "tasks:read");
  const row = isId(id) ? await ctx.db.label.findUnique({ where: { id } }) : null;
  if (!row) throw notFound();
  return presentLabel(row);
}

import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { isId } from "../ids";
import type { Member } from "./inputs";
import { presentMember } from "./present";

/**
 * One member, former ones too: what they wrote is still there.
 * @throws AppError `forbidden`, `not_found`
 */
export async function getMember(ctx: TenantContext, { id }: { id: string }): Promise<Member> {
  requireRight(ctx, "members:read");
  const row = isId(id) ? await ctx.db.user.findUnique({ where: { id } }) : null;
  if (!row) throw notFound();
  return presentMember(row);
}

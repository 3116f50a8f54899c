import type { TenantContext } from "../context";

/** What people are called now, by their ids: one who has left is "Former member", whatever the log keeps. */
export async function namesNow(
  ctx: TenantContext,
  rows: { actorId: string | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ actorId }) => (actorId ? [actorId] : [])))];
  if (ids.length === 0) return new Map();
  const users = await ctx.db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

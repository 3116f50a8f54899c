import type { UserRow } from "@acre/db";
import { requireRight, type TenantContext } from "../context";
import { parseRole } from "../rights";
import type { Member } from "./inputs";

const most = 1000;

/** The workspace's active members by name; at most 1,000. */
export async function listMembers(ctx: TenantContext): Promise<{ members: Member[] }> {
  requireRight(ctx, "members:read");
  const rows = await ctx.db.user.findMany({
    where: { active: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: most,
  });
  return { members: rows.map(presentMember) };
}

function presentMember(row: UserRow): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: parseRole(row.role) ?? "guest",
    active: row.active,
  };
}

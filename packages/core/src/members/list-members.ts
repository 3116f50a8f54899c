import type { Prisma, UserRow } from "@acre/db";
import { z } from "zod";
import { requireRight, type TenantContext } from "../context";
import { cutPage, readCursor } from "../paging/cursor";
import { parseRole } from "../rights";
import { type ListMembersInput, listMembersInput, type Member } from "./inputs";

const cursorShape = z.tuple([z.literal("members"), z.string(), z.uuid()]);

/** The workspace's active members by name. */
export async function listMembers(
  ctx: TenantContext,
  input: ListMembersInput = {},
): Promise<{ members: Member[]; nextCursor: string | null }> {
  requireRight(ctx, "members:read");
  const { limit, cursor } = listMembersInput.parse(input);
  const rows = await ctx.db.user.findMany({
    where: { active: true, ...(cursor ? after(cursor) : {}) },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: limit + 1,
  });
  const page = cutPage(rows, limit, (row) => ["members", row.name, row.id]);
  return { members: page.rows.map(presentMember), nextCursor: page.nextCursor };
}

function after(cursor: string): Prisma.UserWhereInput {
  const [, name, id] = readCursor(cursor, cursorShape);
  return { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] };
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

import type { Prisma } from "@acre/db";
import { z } from "zod";
import { requireRight, type TenantContext } from "../context";
import { forbidden } from "../errors";
import { cutPage, readCursor } from "../paging/cursor";
import { type ListMembersInput, listMembersInput, type Member } from "./inputs";
import { presentMember } from "./present";

const cursorShape = z.tuple([z.literal("members"), z.string(), z.uuid()]);

/**
 * The workspace's members by name: those who are in it, or, for who may change members, those who were.
 * @throws AppError `forbidden`
 */
export async function listMembers(
  ctx: TenantContext,
  input: ListMembersInput = {},
): Promise<{ members: Member[]; nextCursor: string | null }> {
  requireRight(ctx, "members:read");
  const { limit, cursor, role, active } = listMembersInput.parse(input);
  if (active === "false" && !ctx.rights.has("members:write")) throw forbidden();
  const rows = await ctx.db.user.findMany({
    where: { active: active === "true", ...(role ? { role } : {}), ...(cursor ? after(cursor) : {}) },
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

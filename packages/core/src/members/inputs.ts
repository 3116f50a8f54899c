import { z } from "zod";
import { cursor, id, limit } from "../fields";
import { roles } from "../rights";

export const memberRole = z.enum(roles, "Choose a role: owner, admin, member or guest.");

/** `active=false` lists those who have left or were removed. */
export const listMembersInput = z.strictObject({
  limit: limit(500, 1000),
  cursor,
  role: memberRole.optional(),
  active: z.enum(["true", "false"], "Say true or false.").default("true"),
});
export type ListMembersInput = z.input<typeof listMembersInput>;

export const updateMemberInput = z.strictObject({ role: memberRole });
export type UpdateMemberInput = z.input<typeof updateMemberInput>;

/** Who owns the workspace from now on. */
export const transferOwnershipInput = z.strictObject({ memberId: id });
export type TransferOwnershipInput = z.input<typeof transferOwnershipInput>;

export type { Member } from "./outputs";

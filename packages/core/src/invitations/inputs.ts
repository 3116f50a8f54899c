import { z } from "zod";
import { cursor, limit, newPassword } from "../fields";
import { memberRole } from "../members/inputs";
import { personName } from "../settings/inputs";

/** How many people can be invited at once. */
export const invitationsAtOnce = 50;

/** How long a link works, in days. */
export const invitationDays = 7;

/** Addresses are looked at one by one: one that is wrong does not keep the others out. */
export const inviteInput = z.strictObject({
  emails: z
    .array(z.string("Write an e-mail address.").max(500, "Use 500 characters or fewer."))
    .min(1, "Write at least one address.")
    .max(invitationsAtOnce, `Invite ${invitationsAtOnce} people or fewer at once.`),
  role: memberRole.default("member"),
});
export type InviteInput = z.input<typeof inviteInput>;

export const listInvitationsInput = z.strictObject({ limit: limit(50, 200), cursor });
export type ListInvitationsInput = z.input<typeof listInvitationsInput>;

const token = z
  .string("The link is not complete.")
  .min(20, "The link is not complete.")
  .max(200, "The link is not complete.");

/** For somebody who is logged in, the token alone; a name and a password make an account. */
export const acceptInvitationInput = z
  .strictObject({ token, name: personName.optional(), password: newPassword.optional() })
  .refine(({ name, password }) => (name === undefined) === (password === undefined), {
    path: ["password"],
    message: "Send a name and a password, or neither.",
  });
export type AcceptInvitationInput = z.input<typeof acceptInvitationInput>;

/** What somebody without an account fills in behind the link. */
export const joinInput = z.strictObject({ name: personName, password: newPassword });
export type JoinInput = z.input<typeof joinInput>;

export type { Invitation, Invited, InviteResult, SentInvitation } from "./outputs";

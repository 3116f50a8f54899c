import { z } from "zod";
import { instant, pageOf, recordId } from "../answer-fields";
import { roles } from "../rights";

const mailed = z
  .boolean()
  .meta({ description: "Whether it goes out by mail; if not, pass the link on yourself." });
const link = z
  .string()
  .meta({ description: "Shown this once.", example: "https://acre.example.com/invite/mB3…" });

/** An invitation that has not been accepted or taken back. */
export const invitationAnswer = z
  .strictObject({
    id: recordId,
    email: z.string().meta({ example: "grace@acme.com" }),
    role: z.enum(roles),
    state: z.enum(["open", "expired", "lapsed"]).meta({
      description: "`lapsed`: whoever invited may not do so any more. Sending it again opens it.",
    }),
    invitedBy: z.strictObject({ id: recordId, name: z.string() }).nullable(),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: "Invitation" });
export type Invitation = z.output<typeof invitationAnswer>;

export const invitationsAnswer = pageOf("invitations", invitationAnswer);

export const sentInvitationAnswer = invitationAnswer.extend({ link, mailed }).meta({ id: "SentInvitation" });
export type SentInvitation = z.output<typeof sentInvitationAnswer>;

/** What became of one address. */
export const inviteResult = z.strictObject({
  email: z.string().meta({ description: "As it was written.", example: "grace@acme.com" }),
  status: z.enum(["invited", "already_member", "already_invited", "invalid", "not_allowed"]),
  id: recordId.nullable().meta({ description: "The invitation, if one was made." }),
  link: link.nullable(),
  message: z.string().nullable().meta({ description: "Why it was not invited." }),
});
export type InviteResult = z.output<typeof inviteResult>;

export const inviteAnswer = z.strictObject({ invitations: z.array(inviteResult), mailed });
export type Invited = z.output<typeof inviteAnswer>;

export const joinedAnswer = z.strictObject({
  tenant: z.string().meta({ description: "The workspace's address.", example: "acme_corp" }),
});

import type { InvitationRow } from "@acre/db";
import { v7 as newId } from "uuid";
import { recordAudit } from "../../audit/record";
import { requireRight, requireUserId, type TenantContext } from "../../context";
import { email as emailInput } from "../../fields";
import { type Invited, type InviteInput, type InviteResult, inviteInput } from "../../invitations/inputs";
import { requireStanding } from "../../members/authority";
import type { Role } from "../../rights";
import type { Platform } from "../platform";
import { invitersOf, openKey, rightsToInvite, stateOf } from "./invitation-row";
import { makeInvitation } from "./make-invitation";
import { linkOf, mailInvitation } from "./send";

interface Addressed {
  id: string;
  given: string;
  email: string;
}

/**
 * Invites people by their addresses, each looked at by itself. A link works for seven days, once, for an account of that
 * address; it is mailed where mail can be sent, and shown to the inviter this one time.
 * @returns a result for each address, in the order given, without repetitions
 * @throws AppError `forbidden`; ZodError
 */
export async function invite(platform: Platform, ctx: TenantContext, input: InviteInput): Promise<Invited> {
  requireRight(ctx, "members:invite");
  const { emails, role } = inviteInput.parse(input);
  for (const right of rightsToInvite(role)) requireRight(ctx, right);
  requireUserId(ctx);
  const results = new Map<string, InviteResult>();
  const people: Addressed[] = [];
  for (const given of emails) {
    const read = emailInput.safeParse(given);
    const email = read.success ? read.data : given.trim();
    if (results.has(email)) continue;
    if (read.success) people.push({ id: newId(), given: given.trim(), email });
    const message = read.success ? "" : (read.error.issues[0]?.message ?? "This is no address.");
    results.set(email, refused(given.trim(), "invalid", message));
  }
  for (const [email, result] of await whyNot(platform, ctx, people)) results.set(email, result);
  const invited = people.filter(({ email }) => results.get(email)?.message === "");
  await record(ctx, invited, role);
  for (const person of invited) results.set(person.email, await makeOne(platform, ctx, person, role));
  return { invitations: [...results.values()], mailed: platform.env.smtp.url !== null };
}

function refused(email: string, status: InviteResult["status"], message: string): InviteResult {
  return { email, status, id: null, link: null, message };
}

/** Those who are in already, or asked already, or are not for the actor to invite. */
async function whyNot(
  { catalog }: Platform,
  ctx: TenantContext,
  people: readonly Addressed[],
): Promise<Map<string, InviteResult>> {
  const tenantId = ctx.tenant.id;
  const emails = people.map(({ email }) => email);
  const users = await ctx.db.user.findMany({ where: { email: { in: emails }, active: true } });
  const accounts = users.flatMap(({ accountId }) => accountId ?? []);
  const doors = await catalog.membership.findMany({ where: { tenantId, accountId: { in: accounts } } });
  const inside = new Set(doors.map(({ accountId }) => accountId));
  const open = await catalog.invitation.findMany({
    where: { open: { in: emails.map((email) => openKey(tenantId, email)) } },
  });
  const inviters = await invitersOf(ctx.db, open);
  const found = new Map<string, InviteResult>();
  for (const { email, given } of people) {
    const user = users.find((one) => one.email === email);
    const waiting = open.find((one) => one.email === email);
    if (user && inside.has(user.accountId ?? "")) {
      found.set(email, refused(given, "already_member", "This person is a member already."));
    } else if (user?.role === "owner" && !ctx.rights.has("owners:write")) {
      found.set(email, refused(given, "not_allowed", "Only an owner can invite this person back."));
    } else if (waiting && isTaken(waiting, inviters)) {
      const message = "This person is invited already. Send the invitation again for a new link.";
      found.set(email, refused(given, "already_invited", message));
    }
  }
  return found;
}

// One whose link no longer works gives way; one that is being accepted does not.
function isTaken(row: InvitationRow, inviters: Awaited<ReturnType<typeof invitersOf>>): boolean {
  return row.acceptedAt !== null || stateOf(row, inviters.get(row.invitedById)) === "open";
}

// The workspace's own log first: what is in the catalog without being told of would be worse than the opposite.
async function record(ctx: TenantContext, people: readonly Addressed[], role: Role): Promise<void> {
  if (people.length === 0) return;
  await ctx.db.$transaction(async (tx) => {
    for (const right of rightsToInvite(role)) await requireStanding(tx, ctx, right);
    for (const { id, email } of people) {
      await recordAudit(tx, ctx, {
        action: "invitation.created",
        resourceType: "invitation",
        resourceId: id,
        changes: { email: { before: null, after: email }, role: { before: null, after: role } },
      });
    }
  });
}

async function makeOne(
  platform: Platform,
  ctx: TenantContext,
  { id, given, email }: Addressed,
  role: Role,
): Promise<InviteResult> {
  const invitation = { id, tenantId: ctx.tenant.id, email, role, invitedById: requireUserId(ctx) };
  const token = await makeInvitation(platform, invitation);
  if (token === null) return refused(given, "already_invited", "Somebody else has just invited this person.");
  await mailInvitation(platform, ctx, email, token);
  return { email: given, status: "invited", id, link: linkOf(platform, token), message: null };
}

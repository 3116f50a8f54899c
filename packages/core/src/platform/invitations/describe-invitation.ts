import type { InvitationRow } from "@acre/db";
import { isAppError } from "../../errors";
import { parseRole, type Role } from "../../rights";
import { translateError } from "../../translate-error";
import { digestOf } from "../accounts/secret-token";
import type { Platform } from "../platform";
import { connectTenant } from "../workspaces/connect-tenant";
import { findUsable } from "./claim";
import { readInvitingSide } from "./join-workspace";
import { requireOpenToJoin } from "./open-to-join";

/** What a link opens, for whoever holds it. */
export type InvitationView =
  | {
      state: "open";
      workspace: string;
      inviter: string | null;
      email: string;
      role: Role;
      /** Whether the address has an account, so that its holder logs in instead of making one. */
      hasAccount: boolean;
    }
  /** The account that is logged in accepted it before. */
  | { state: "joined"; tenant: string }
  /** The link is good, and the workspace takes nobody in now. */
  | { state: "closed" }
  | { state: "invalid" };

/** Reads what a link is for. Uses nothing up, so that a mail scanner may follow it. */
export async function describeInvitation(
  platform: Platform,
  token: string,
  account: { id: string; email: string } | null,
): Promise<InvitationView> {
  try {
    const invitation = await findUsable(platform.catalog, token);
    await requireOpenToJoin(platform, invitation);
    return await view(platform, invitation);
  } catch (thrown) {
    const error = translateError(thrown);
    if (!isAppError(error)) throw error;
    const joined = account && (await joinedBefore(platform, token, account));
    if (joined) return { state: "joined", tenant: joined };
    return { state: error.code === "link_invalid" || error.code === "forbidden" ? "invalid" : "closed" };
  }
}

async function view(platform: Platform, invitation: InvitationRow): Promise<InvitationView> {
  const db = await connectTenant(platform, invitation.tenantId);
  const { name, inviter } = await readInvitingSide(db, invitation);
  const { email } = invitation;
  return {
    state: "open",
    workspace: name,
    inviter,
    email,
    role: parseRole(invitation.role) ?? "guest",
    hasAccount: (await platform.catalog.account.count({ where: { email } })) > 0,
  };
}

async function joinedBefore(
  { catalog }: Platform,
  token: string,
  { id, email }: { id: string; email: string },
): Promise<string | null> {
  const invitation = await catalog.invitation.findFirst({
    where: { tokenHash: digestOf(token), email, open: null, NOT: { acceptedAt: null } },
    include: { tenant: { select: { slug: true, memberships: { where: { accountId: id } } } } },
  });
  return invitation && invitation.tenant.memberships.length > 0 ? invitation.tenant.slug : null;
}

import { brandName } from "../../brand";
import type { TenantContext } from "../../context";
import { invitationDays } from "../../invitations/inputs";
import { readSettings } from "../../settings/get-settings";
import type { Platform } from "../platform";

/** The link of an invitation, for whoever is to follow it. */
export function linkOf({ publicUrl }: Platform, token: string): string {
  return `${publicUrl}/invite/${token}`;
}

/** Mails an invitation, where mail can be sent: without a server the inviter passes the link on. */
export async function mailInvitation(
  platform: Platform,
  ctx: TenantContext,
  to: string,
  token: string,
): Promise<void> {
  if (platform.env.smtp.url === null) return;
  const { name } = await readSettings(ctx.db);
  platform.mailer.send({
    to,
    subject: `${ctx.actor.name} invites you to ${name} on ${brandName}`,
    text: `${ctx.actor.name} asks you to join the workspace ${name}. The link works for ${invitationDays} days, once, and for this address alone. If you do not know what this is, ignore this mail.`,
    link: linkOf(platform, token),
  });
}

import type { InvitationView } from "@acre/core/platform";
import type { ReactNode } from "react";

interface InviteSheetProps {
  invitation: Extract<InvitationView, { state: "open" }>;
  children: ReactNode;
}

const articles = { owner: "an owner", admin: "an admin", member: "a member", guest: "a guest" };

/** Says who invites whom into what; below it what can be done. */
export function InviteSheet({ invitation, children }: InviteSheetProps) {
  const { workspace, inviter, email, role } = invitation;
  return (
    <section className="grid gap-4 rounded-l border border-line bg-raised p-7 shadow-float max-sm:p-5">
      <h1 className="page-title text-balance break-words text-[24px]">Join {workspace}</h1>
      <p className="text-ink-2">
        {inviter === null ? "You are invited" : `${inviter} invites you`} as {articles[role]}. The invitation
        is for <span className="break-all font-medium text-ink">{email}</span>.
      </p>
      {children}
    </section>
  );
}

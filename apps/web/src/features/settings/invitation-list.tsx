"use client";

import { useWorkspace } from "@/features/workspace/workspace-context";
import { useInvitations } from "./invitation-queries";
import { InvitationRow } from "./invitation-row";

/** Who has been asked and has not come yet. */
export function InvitationList() {
  const { can, rights } = useWorkspace();
  const mayInvite = can("members:invite");
  const invitations = useInvitations(mayInvite);
  if (!mayInvite) return null;
  if (invitations.length === 0) return <p className="text-ink-2">Nobody is waiting. Invite people above.</p>;
  return (
    <ul className="grid grid-cols-1" aria-label="Open invitations">
      {invitations.map((invitation) => (
        <InvitationRow
          key={invitation.id}
          invitation={invitation}
          lock={
            invitation.role === "owner" && !rights.includes("owners:write")
              ? "Only owners can change this invitation."
              : undefined
          }
        />
      ))}
    </ul>
  );
}

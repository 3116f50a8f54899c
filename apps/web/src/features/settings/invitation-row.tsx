"use client";

import { useState } from "react";
import { Moment } from "@/components/moment";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { messageOf } from "@/lib/api";
import { dateName } from "@/lib/dates";
import type { Invitation, SentInvitation } from "@/lib/types";
import { InvitationLink } from "./invitation-link";
import { useResendInvitation, useRevokeInvitation } from "./invitation-queries";

/** One invitation that waits: to be sent again, or taken back. */
export function InvitationRow({ invitation, lock }: { invitation: Invitation; lock: string | undefined }) {
  const resend = useResendInvitation();
  const revoke = useRevokeInvitation();
  const [sent, setSent] = useState<SentInvitation | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { id, email, role } = invitation;

  async function attempt(work: () => Promise<void>) {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(messageOf(error));
    }
  }

  return (
    <li className="grid grid-cols-1 gap-2 border-line border-b py-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="truncate font-medium" title={email}>
            {email}
          </p>
          <p className="text-ink-2 text-small">
            <span className="capitalize">{role}</span>
            {invitation.invitedBy && `, invited by ${invitation.invitedBy.name}`}{" "}
            <Moment at={invitation.createdAt} />. {stateOf(invitation)}
          </p>
        </div>
        <div className="flex gap-2">
          <Button
            size="m"
            disabled={lock !== undefined}
            title={lock}
            aria-disabled={resend.isPending}
            aria-label={`New link for ${email}`}
            onClick={() => attempt(async () => setSent(await resend.mutateAsync(id)))}
          >
            New link
          </Button>
          <Button
            kind="danger"
            size="m"
            disabled={lock !== undefined}
            title={lock}
            aria-disabled={revoke.isPending}
            aria-label={`Revoke the invitation of ${email}`}
            onClick={() => attempt(() => revoke.mutateAsync(id))}
          >
            Revoke
          </Button>
        </div>
      </div>
      {sent && (
        <div className="grid grid-cols-1 gap-1.5">
          <p role="status" className="text-ink-2 text-small">
            {sent.mailed ? "Sent again. " : ""}The old link no longer works. This one is shown this once.
          </p>
          <InvitationLink email={email} link={sent.link} />
        </div>
      )}
      {problem && <Notice kind="error">{problem}</Notice>}
    </li>
  );
}

function stateOf({ state, expiresAt }: Invitation): string {
  if (state === "open") return `Works until ${dateName(expiresAt.slice(0, 10))}.`;
  if (state === "expired") return "The link has expired: make a new one.";
  return "Whoever invited may no longer do so: make a new link.";
}

"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import type { Invited } from "@/lib/types";
import { InvitationLink } from "./invitation-link";

interface InviteResultsProps {
  invited: Invited;
  onMore: () => void;
  onClose: () => void;
}

/** What became of each address, and the links, which are shown this once. */
export function InviteResults({ invited: { invitations, mailed }, onMore, onClose }: InviteResultsProps) {
  const summary = useRef<HTMLParagraphElement>(null);
  // The form that had the focus is gone.
  useEffect(() => summary.current?.focus(), []);
  const made = invitations.filter(({ link }) => link !== null).length;
  return (
    <div className="grid gap-4">
      <p ref={summary} tabIndex={-1} className="text-ink-2 outline-none">
        {summaryOf(made, mailed)}
      </p>
      <ul className="grid grid-cols-1 gap-3" aria-label="Results">
        {invitations.map(({ email, link, message }) => (
          <li key={email} className="grid grid-cols-1 gap-1.5">
            <span className="break-all font-medium">{email}</span>
            {link === null ? (
              <span className="text-small text-urgent">{message}</span>
            ) : (
              <InvitationLink email={email} link={link} />
            )}
          </li>
        ))}
      </ul>
      <div className="flex justify-end gap-2">
        <Button size="m" onClick={onMore}>
          Invite more
        </Button>
        <Button kind="primary" size="m" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}

function summaryOf(made: number, mailed: boolean): string {
  if (made === 0) return "Nobody was invited.";
  const [who, each] =
    made === 1 ? ["One person is", "The link works"] : [`${made} people are`, "Each link works"];
  const once = `${each} once, for 7 days and for that address, and is shown this once.`;
  return mailed
    ? `${who} invited by e-mail. ${once}`
    : `${who} invited. ${once} Copy it and pass it on: this server sends no e-mail.`;
}

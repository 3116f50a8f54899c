"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { useWorkspace } from "@/features/workspace/workspace-context";
import type { Invited } from "@/lib/types";
import { InviteForm } from "./invite-form";
import { InviteResults } from "./invite-results";

/** Asks whom to invite, then says what became of each. */
export default function InviteDialog({ onClose }: { onClose: () => void }) {
  const { name } = useWorkspace();
  const [invited, setInvited] = useState<Invited | null>(null);
  return (
    <Dialog title={invited ? "Invitations" : `Invite people to ${name}`} onClose={onClose}>
      {invited ? (
        <InviteResults invited={invited} onMore={() => setInvited(null)} onClose={onClose} />
      ) : (
        <InviteForm onInvited={setInvited} onClose={onClose} />
      )}
    </Dialog>
  );
}

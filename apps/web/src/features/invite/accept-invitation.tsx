"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { api, messageOf } from "@/lib/api";

/** For whoever is logged in with the invited address. A button asks, so that a mail scanner cannot use the link up. */
export function AcceptInvitation({ token, workspace }: { token: string; workspace: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function accept() {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const { tenant } = await api<{ tenant: string }>("/invitations/accept", {
        method: "POST",
        body: { token },
      });
      window.location.assign(`/${tenant}`);
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  }

  return (
    <>
      {problem && <Notice kind="error">{problem}</Notice>}
      <Button kind="primary" size="l" aria-disabled={busy} onClick={accept} className="min-w-0">
        <span className="truncate">{busy ? "Joining…" : `Join ${workspace}`}</span>
      </Button>
    </>
  );
}

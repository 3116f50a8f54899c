"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { apiVoid, messageOf } from "@/lib/api";

/** The person's address, and whether they have shown that it is theirs. */
export function EmailState({ email, verified }: { email: string; verified: boolean }) {
  const [answer, setAnswer] = useState<{ kind: "done" | "error"; text: string } | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    if (busy) return;
    setBusy(true);
    try {
      await apiVoid("/account/verification", { method: "POST" });
      setAnswer({ kind: "done", text: "A link is on its way." });
    } catch (error) {
      setAnswer({ kind: "error", text: messageOf(error) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="grid max-w-[400px] justify-items-start gap-3">
      <p>
        <span className="break-all font-medium">{email}</span>{" "}
        <span className={verified ? "text-done" : "text-ink-2"}>
          {verified ? "Confirmed" : "Not confirmed yet"}
        </span>
      </p>
      {!verified && (
        <Button size="m" aria-disabled={busy} onClick={send}>
          Send the link again
        </Button>
      )}
      {answer && <Notice kind={answer.kind}>{answer.text}</Notice>}
    </div>
  );
}

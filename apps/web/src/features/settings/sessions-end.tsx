"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { apiVoid, messageOf } from "@/lib/api";

/** Ends every session of the person, this one too. */
export function SessionsEnd() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function end() {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await apiVoid("/account/sessions/end", { method: "POST" });
      window.location.assign("/login?notice=logged-out-everywhere");
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  }

  return (
    <div className="grid max-w-[400px] justify-items-start gap-3">
      <Button size="m" aria-disabled={busy} onClick={end}>
        Log out everywhere
      </Button>
      {problem && <Notice kind="error">{problem}</Notice>}
    </div>
  );
}

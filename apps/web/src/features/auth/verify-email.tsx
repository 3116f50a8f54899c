"use client";

import Link from "next/link";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { apiVoid, messageOf } from "@/lib/api";

type State = "waiting" | "busy" | "done" | { problem: string };

/** Confirms an address with the token of an e-mailed link. A button asks, so that a mail scanner cannot use the link up. */
export function VerifyEmail({ token }: { token: string }) {
  const [state, setState] = useState<State>("waiting");

  async function confirm() {
    setState("busy");
    try {
      await apiVoid("/verifications/confirm", { method: "POST", body: { token } });
      setState("done");
    } catch (error) {
      setState({ problem: messageOf(error) });
    }
  }

  return (
    <section className="grid gap-4 rounded-l border border-line bg-raised p-7 shadow-float">
      <h1 className="page-title text-[24px]">Confirm your e-mail address</h1>
      {state === "done" ? (
        <>
          <Notice kind="done">Your address is confirmed.</Notice>
          <Link href="/workspaces" className={buttonClass("primary", "l")}>
            Go to your workspaces
          </Link>
        </>
      ) : (
        <>
          <p className="text-ink-2">Confirm that this address is yours.</p>
          {typeof state === "object" && <Notice kind="error">{state.problem}</Notice>}
          <Button kind="primary" size="l" aria-disabled={state === "busy"} onClick={confirm}>
            {state === "busy" ? "Confirming…" : "Confirm address"}
          </Button>
        </>
      )}
    </section>
  );
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { messageOf } from "@/lib/api";
import { signOut } from "@/lib/sign-in";

/** For whoever is logged in with another address than the invited one. */
export function WrongAccount({ viewer }: { viewer: string }) {
  const [problem, setProblem] = useState<string | null>(null);

  async function leave() {
    try {
      await signOut(window.location.pathname);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }

  return (
    <>
      <Notice>
        You are logged in as <span className="break-all font-medium text-ink">{viewer}</span>. Log out to come
        in with the invited address.
      </Notice>
      {problem && <Notice kind="error">{problem}</Notice>}
      <Button size="l" onClick={leave}>
        Log out
      </Button>
    </>
  );
}

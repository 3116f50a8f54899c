"use client";

import { useEffect } from "react";
import { WORKSPACE_CLOSED } from "@/lib/closed";
import { Button } from "./ui/button";
import { EmptyState } from "./ui/empty-state";

interface FailedPageProps {
  error: unknown;
  retry: () => void;
  /** Inside a page that has a main part already. */
  within?: boolean;
}

/** What stands where a page could not be made. Says nothing of the error itself but the number to quote. */
export function FailedPage({ error, retry, within = false }: FailedPageProps) {
  const digest = digestOf(error);
  const Frame = within ? "div" : "main";
  useEffect(() => {
    // The whole page explains why.
    if (digest === WORKSPACE_CLOSED) window.location.reload();
  }, [digest]);
  return (
    <Frame className="grid min-h-[70dvh] place-content-center">
      <EmptyState
        level="h1"
        title="This page could not be shown."
        action={
          <Button kind="primary" size="m" onClick={retry}>
            Try again
          </Button>
        }
      >
        Nothing you wrote has been changed by this.
        {digest && digest !== WORKSPACE_CLOSED && (
          <p className="mt-2 font-mono text-small text-ink-3">{digest}</p>
        )}
      </EmptyState>
    </Frame>
  );
}

function digestOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}

"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";

/** Asks for the page again after a while, or at once when somebody cannot wait. */
export function ReloadSoon({ seconds }: { seconds: number }) {
  useEffect(() => {
    const timer = setTimeout(reload, seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return (
    <Button kind="primary" size="m" onClick={reload}>
      Look again now
    </Button>
  );
}

function reload(): void {
  window.location.reload();
}

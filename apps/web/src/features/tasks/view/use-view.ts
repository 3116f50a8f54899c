"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { formatView, parseView, type View } from "./view-params";

/** The view in the address, and a function that changes it there without asking the server for the page again. */
export function useView(): [View, (change: Partial<View>) => void] {
  const params = useSearchParams();
  const view = useMemo(() => parseView(params), [params]);
  const change = useCallback(
    (part: Partial<View>) => {
      const address = window.location.pathname + formatView({ ...view, ...part });
      window.history.replaceState(null, "", address);
    },
    [view],
  );
  return [view, change];
}

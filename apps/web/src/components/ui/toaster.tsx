"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { toasterHost } from "@/lib/toaster-host";

const ToasterPanel = lazy(() => import("./toaster-panel"));

/** Where messages appear; loaded with the first one. */
export function Toaster() {
  const wanted = useSyncExternalStore(toasterHost.subscribe, toasterHost.isWanted, () => false);
  if (!wanted) return null;
  return (
    <Suspense>
      <ToasterPanel onReady={toasterHost.ready} />
    </Suspense>
  );
}

"use client";

import { notifyManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "@/lib/api";

// A change made here is drawn in the frame of the key or the click that made it, not in the one after.
notifyManager.setScheduler(queueMicrotask);

/** One cache for one workspace's pages; give it the slug as `key`, so that a switch starts with an empty one. */
export function QueriesProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 20_000, retry: (failures, error) => failures < 2 && isPassing(error) },
          mutations: { networkMode: "always" },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

/** Worth asking again: the network, or a server that is busy. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

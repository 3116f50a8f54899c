"use client";

import { createContext, type ReactNode, use } from "react";

const RenderedAtContext = createContext<string | null>(null);

/** Tells the parts of a page when the server drew it, ISO 8601: what "now" means until the page is alive. */
export function RenderedAt({ at, children }: { at: string; children: ReactNode }) {
  return <RenderedAtContext value={at}>{children}</RenderedAtContext>;
}

/** @throws Error outside a page that says so: a clock of the browser's own would draw something else. */
export function useRenderedAt(): string {
  const at = use(RenderedAtContext);
  if (at === null) throw new Error("useRenderedAt needs a RenderedAt above it.");
  return at;
}

import type { ReactNode } from "react";
import { Glyph } from "./logo";

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** h1 where it is the whole page. */
  level?: "h1" | "h2" | "p";
}

/** One sentence and one thing to do, where a list would be. */
export function EmptyState({ title, children, action, level: Heading = "p" }: EmptyStateProps) {
  return (
    <div className="grid animate-rise justify-items-center gap-3 px-4 py-16 text-center">
      <Glyph className="size-7 text-line-strong" />
      <Heading className="page-title max-w-[28ch] text-balance">{title}</Heading>
      {children && <div className="max-w-[46ch] text-ink-2">{children}</div>}
      {action}
    </div>
  );
}

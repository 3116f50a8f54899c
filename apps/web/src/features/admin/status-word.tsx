import type { TenantStatus } from "@acre/core/platform";
import { cn } from "@/lib/cn";

const words: Record<TenantStatus, string> = {
  provisioning: "being made",
  active: "open",
  read_only: "read-only",
  suspended: "suspended",
  moving: "moving",
  deleting: "being deleted",
};

/** The statuses and their words, for a list to choose from. */
export const statusWords: readonly (readonly [status: string, word: string])[] = Object.entries(words);

/** The status of a tenant in a word, never by its colour alone. */
export function StatusWord({ status }: { status: string }) {
  return (
    <span className={cn(status === "active" ? "text-ink-2" : "font-medium text-ink")}>
      {statusWords.find(([known]) => known === status)?.[1] ?? status}
    </span>
  );
}

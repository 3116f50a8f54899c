import { cn } from "@/lib/cn";

/** A grey shape where something will be; stays away for the first 200 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("animate-late rounded-s bg-line/60", className)} />;
}

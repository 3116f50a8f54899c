import { cn } from "@/lib/cn";
import type { Method } from "./document-shape";

const tones: Record<Method, string> = {
  get: "text-done",
  post: "text-pine",
  put: "text-review",
  patch: "text-review",
  delete: "text-urgent",
};

/** The method of an operation, told apart by its word first and its colour second. */
export function MethodMark({ method, className }: { method: Method; className?: string }) {
  return (
    <span className={cn("font-mono font-semibold text-tiny uppercase", tones[method], className)}>
      {method}
    </span>
  );
}

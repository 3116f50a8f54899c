import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

/** A message about the form or page as a whole; errors are read out as soon as they appear. */
export function Notice({
  kind = "info",
  children,
}: {
  kind?: "info" | "error" | "done";
  children: ReactNode;
}) {
  return (
    <div
      role={kind === "error" ? "alert" : "status"}
      className={cn(
        "rounded-[8px] border px-3 py-2 text-ui",
        kind === "error" && "border-urgent text-urgent",
        kind === "info" && "border-line bg-sunk text-ink-2",
        kind === "done" && "border-pine bg-pine-wash text-ink",
      )}
    >
      {children}
    </div>
  );
}

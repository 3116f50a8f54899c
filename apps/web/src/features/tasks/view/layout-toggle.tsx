"use client";

import { cn } from "@/lib/cn";
import type { Layout } from "./view-params";

const layouts = [
  { value: "board", label: "Board" },
  { value: "list", label: "List" },
] as const satisfies readonly { value: Layout; label: string }[];

/** Board or list. */
export function LayoutToggle({ value, onChange }: { value: Layout; onChange: (layout: Layout) => void }) {
  return (
    <fieldset className="inline-flex rounded-s border border-line-strong bg-raised">
      <legend className="sr-only">Layout</legend>
      {layouts.map((layout) => (
        <button
          key={layout.value}
          type="button"
          aria-pressed={value === layout.value}
          onClick={() => onChange(layout.value)}
          className={cn(
            "tap h-[26px] px-2.5 first:rounded-l-s last:rounded-r-s",
            value === layout.value ? "bg-pine-wash font-medium text-ink" : "text-ink-2 hover:text-ink",
          )}
        >
          {layout.label}
        </button>
      ))}
    </fieldset>
  );
}

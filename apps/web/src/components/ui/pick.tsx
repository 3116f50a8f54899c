"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { cn } from "@/lib/cn";
import { useOverlay } from "./use-overlay";

export interface PickOption {
  value: string;
  label: string;
  icon?: ReactNode;
}

export interface PickProps {
  /** What is picked: "Status". With `current` it names the trigger: "Status: To do". */
  label: string;
  current: string;
  /** Asked for when the list opens. */
  options: () => readonly PickOption[];
  selected: readonly string[];
  onPick: (value: string) => void;
  /** Stays open, so that several can be picked. */
  multiple?: boolean;
  /** Offered when what is typed is not in the list. */
  onCreate?: ((text: string) => void) | undefined;
  /** Why it cannot be changed now. */
  disabledReason?: string | undefined;
  /** What the trigger shows. */
  children: ReactNode;
  className?: string;
}

const load = () => import("./pick-panel");
const PickPanel = lazy(load);

/** A button that opens a list to type into and pick from; focus returns to the button. */
export function Pick({ label, current, disabledReason, children, className, ...list }: PickProps) {
  const overlay = useOverlay(load, ["ArrowDown"]);
  const look = {
    type: "button",
    "aria-label": `${label}: ${current}`,
    title: disabledReason ?? `${label}: ${current}`,
    className: cn("tap rounded-s transition-colors enabled:hover:bg-sunk disabled:cursor-default", className),
  } as const;
  if (disabledReason !== undefined) {
    return (
      <button {...look} disabled>
        {children}
      </button>
    );
  }
  const plain = (
    <button {...look} aria-haspopup="dialog" aria-expanded={overlay.open} {...overlay.trigger}>
      {children}
    </button>
  );
  if (!overlay.wanted) return plain;
  return (
    <Suspense fallback={plain}>
      <PickPanel
        {...list}
        label={label}
        trigger={<button {...look}>{children}</button>}
        open={overlay.open}
        onOpenChange={overlay.setOpen}
      />
    </Suspense>
  );
}

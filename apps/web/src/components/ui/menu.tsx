"use client";

import { type ButtonHTMLAttributes, lazy, type ReactNode, Suspense } from "react";
import { useOverlay } from "./use-overlay";

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  /** Where it leads; otherwise what it does. */
  href?: string;
  onSelect?: () => void;
  /** Marks the current one of a group of choices. */
  checked?: boolean;
  danger?: boolean;
  /** Why it cannot be chosen now. */
  disabledReason?: string | undefined;
}

export interface MenuSection {
  label?: string;
  items: readonly MenuItem[];
}

interface MenuProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Accessible name of the trigger. */
  label: string;
  /** Asked for when the menu opens. */
  sections: () => readonly MenuSection[];
  align?: "start" | "end";
}

const load = () => import("./menu-panel");
const MenuPanel = lazy(load);

/** A button that opens a menu. Its content is what the button shows. */
export function Menu({ label, sections, align = "start", children, ...button }: MenuProps) {
  const overlay = useOverlay(load, ["ArrowDown", "ArrowUp"]);
  const plain = (
    <button
      type="button"
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={overlay.open}
      {...button}
      {...overlay.trigger}
    >
      {children}
    </button>
  );
  if (!overlay.wanted) return plain;
  return (
    <Suspense fallback={plain}>
      <MenuPanel
        trigger={
          <button type="button" aria-label={label} {...button}>
            {children}
          </button>
        }
        sections={sections}
        align={align}
        byKey={overlay.byKey}
        open={overlay.open}
        onOpenChange={overlay.setOpen}
      />
    </Suspense>
  );
}

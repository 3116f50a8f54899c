import type { ReactNode } from "react";

/** A key's name, as a hint. Hidden where there is no keyboard to press it on. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-xs border border-current/30 px-1 font-mono text-tiny font-medium leading-4 pointer-coarse:hidden">
      {children}
    </kbd>
  );
}

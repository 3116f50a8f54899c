import type { ButtonHTMLAttributes, Ref } from "react";
import { cn } from "@/lib/cn";

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does: its accessible name and its tooltip. */
  label: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A square button that shows only an icon. */
export function IconButton({ label, className, type = "button", ...props }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cn(
        "tap inline-grid size-7 shrink-0 place-items-center rounded-s text-ink-3 transition-colors enabled:hover:bg-sunk enabled:hover:text-ink disabled:opacity-55",
        className,
      )}
      {...props}
    />
  );
}

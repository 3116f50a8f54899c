import type { ButtonHTMLAttributes, Ref } from "react";
import { cn } from "@/lib/cn";

export type ButtonKind = "primary" | "default" | "quiet" | "danger";
export type ButtonSize = "s" | "m" | "l";

const base =
  "inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap border font-medium transition-colors disabled:opacity-55";

const kinds: Record<ButtonKind, string> = {
  primary: "border-pine bg-pine text-pine-ink enabled:hover:opacity-92",
  default: "border-line-strong bg-raised text-ink enabled:hover:bg-sunk",
  quiet: "border-transparent text-ink-2 enabled:hover:bg-sunk enabled:hover:text-ink",
  danger: "border-urgent bg-raised text-urgent enabled:hover:bg-sunk",
};

const sizes: Record<ButtonSize, string> = {
  s: "h-7 rounded-s px-2.5 text-ui tap",
  m: "h-8 rounded-s px-3 text-ui pointer-coarse:h-11",
  l: "h-10 rounded-[8px] px-4 text-body font-semibold pointer-coarse:h-11",
};

/** Class names of a button, for links that look like one. */
export function buttonClass(
  kind: ButtonKind = "default",
  size: ButtonSize = "s",
  className?: string,
): string {
  return cn(base, kinds[kind], sizes[size], className);
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  size?: ButtonSize;
  ref?: Ref<HTMLButtonElement>;
}

/** A push button; `type` is "button" unless said otherwise, so that no form is sent by accident. */
export function Button({ kind, size, className, type = "button", ...props }: ButtonProps) {
  return <button type={type} className={buttonClass(kind, size, className)} {...props} />;
}

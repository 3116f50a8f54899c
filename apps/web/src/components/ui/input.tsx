import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from "react";
import { cn } from "@/lib/cn";

const control =
  "w-full border border-line-strong bg-paper text-body text-ink transition-colors hover:border-ink-3 focus:border-pine focus:outline-2 focus:outline-offset-0 focus:outline-pine aria-invalid:border-urgent disabled:opacity-60 pointer-coarse:text-touch";

/** A single line of text. */
export function Input({
  className,
  ...props
}: InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  return (
    <input className={cn(control, "h-[38px] rounded-[8px] px-3 pointer-coarse:h-11", className)} {...props} />
  );
}

/** Several lines of text; grows with what is written where the browser can. */
export function Textarea({
  className,
  ...props
}: TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <textarea
      className={cn(control, "field-sizing-content min-h-20 rounded-[8px] px-3 py-2", className)}
      {...props}
    />
  );
}

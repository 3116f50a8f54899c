"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { Button, type ButtonSize } from "./button";
import type { ControlProps } from "./field";
import { Input } from "./input";

interface CopiedTextProps {
  text: string;
  /** What it is, for the button and for what is read out: "the key". */
  what: string;
  size?: ButtonSize;
  /** Marks it as soon as it is there, when what had the focus is gone. */
  marked?: boolean;
  /** Where a label stands above it; its name otherwise. */
  control?: ControlProps;
  label?: string;
}

/** A text to be taken along, and its copy button. */
export function CopiedText({ text, what, size = "m", marked = false, control, label }: CopiedTextProps) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (marked) field.current?.select();
  }, [marked]);

  async function copy() {
    // Where the browser gives no clipboard (plain http), the text is marked for the person to copy.
    field.current?.select();
    await navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  }

  return (
    <div className="flex items-center gap-2">
      <Input
        {...control}
        ref={field}
        readOnly
        value={text}
        aria-label={label}
        onFocus={(event) => event.currentTarget.select()}
        className={cn("min-w-0 flex-1 font-mono text-small", size === "m" && "h-8")}
      />
      <Button size={size} onClick={copy} aria-label={`Copy ${what}`}>
        {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
        {copied ? "Copied" : "Copy"}
      </Button>
      <span role="status" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </div>
  );
}

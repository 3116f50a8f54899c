"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A text to be taken along, and its copy button. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  async function copy() {
    // Where the browser gives no clipboard (plain http), the text is marked for the person to copy.
    field.current?.select();
    await navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => undefined,
    );
  }

  return (
    <Field label={label}>
      {(control) => (
        <div className="flex items-center gap-2">
          <Input
            {...control}
            ref={field}
            readOnly
            value={value}
            onFocus={(event) => event.currentTarget.select()}
            className="min-w-0 flex-1 font-mono text-small"
          />
          <Button size="m" onClick={copy} aria-label={`Copy: ${label}`}>
            {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
            {copied ? "Copied" : "Copy"}
          </Button>
          <span role="status" className="sr-only">
            {copied ? "Copied" : ""}
          </span>
        </div>
      )}
    </Field>
  );
}

"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A key that is shown this once, and its copy button. */
export function ApiKeySecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The form that had the focus is gone.
  useEffect(() => field.current?.select(), []);

  async function copy() {
    // Where the browser gives no clipboard (plain http), the key is marked for the person to copy.
    field.current?.select();
    await navigator.clipboard?.writeText(secret).then(
      () => setCopied(true),
      () => undefined,
    );
  }

  return (
    <div className="grid gap-4">
      <Field label="The key" hint="This is the only time it is shown. Keep it where you keep passwords.">
        {(control) => (
          <div className="flex items-center gap-2">
            <Input
              {...control}
              ref={field}
              readOnly
              value={secret}
              onFocus={(event) => event.currentTarget.select()}
              className="min-w-0 flex-1 font-mono text-small"
            />
            <Button size="l" onClick={copy}>
              {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
              {copied ? "Copied" : "Copy"}
            </Button>
          </div>
        )}
      </Field>
      <span role="status" className="sr-only">
        {copied ? "The key is copied" : ""}
      </span>
      <p className="text-ink-2 text-small">
        Send it with every request: <code className="font-mono">Authorization: Bearer pk_…</code>
      </p>
      <div className="flex justify-end">
        <Button kind="primary" size="m" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}

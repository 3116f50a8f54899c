"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** A link that is shown this once, and its copy button. */
export function InvitationLink({ email, link }: { email: string; link: string }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  async function copy() {
    // Where the browser gives no clipboard (plain http), the link is marked for the person to copy.
    field.current?.select();
    await navigator.clipboard?.writeText(link).then(
      () => setCopied(true),
      () => undefined,
    );
  }

  return (
    <div className="flex items-center gap-2">
      <Input
        ref={field}
        readOnly
        value={link}
        aria-label={`Link for ${email}`}
        onFocus={(event) => event.currentTarget.select()}
        className="h-8 min-w-0 flex-1 font-mono text-small"
      />
      <Button size="m" onClick={copy} aria-label={`Copy the link for ${email}`}>
        {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
        {copied ? "Copied" : "Copy"}
      </Button>
      <span role="status" className="sr-only">
        {copied ? "The link is copied" : ""}
      </span>
    </div>
  );
}

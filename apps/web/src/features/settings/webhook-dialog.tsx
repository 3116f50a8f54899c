"use client";

import type { NewWebhook } from "@acre/core/outputs";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopiedText } from "@/components/ui/copied-text";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { WebhookForm } from "./webhook-form";

/** Asks where to and of what, then shows the secret this once. */
export default function WebhookDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<NewWebhook | null>(null);
  if (!made) {
    return (
      <Dialog title="New webhook" onClose={onClose}>
        <WebhookForm onMade={setMade} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title="The webhook's secret"
      description="With it your server checks that a message is from here. It is shown this once."
      onClose={onClose}
    >
      <div className="grid gap-4">
        <Field label="Secret">
          {(control) => <CopiedText control={control} text={made.secret} what="the secret" />}
        </Field>
        <Button kind="primary" size="m" className="justify-self-end" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}

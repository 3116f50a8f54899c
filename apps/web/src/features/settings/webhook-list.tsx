"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { WebhookItem } from "./webhook-item";
import { useWebhooks } from "./webhook-queries";

const load = () => import("./webhook-dialog");
const WebhookDialog = lazy(load);

/** The workspace's webhooks, and the way to a new one. */
export function WebhookList() {
  const { lockOf } = useWorkspace();
  const webhooks = useWebhooks();
  const [open, setOpen] = useState(false);
  const lock = lockOf("webhooks:write", "Only owners and admins can change webhooks.");
  return (
    <div className="grid max-w-[760px] justify-items-start gap-5">
      {webhooks.length === 0 && <p className="text-ink-2">No server is told of anything yet.</p>}
      {lock === undefined ? (
        <Button kind="primary" size="m" onFocus={load} onPointerEnter={load} onClick={() => setOpen(true)}>
          <Plus size={14} aria-hidden="true" />
          New webhook
        </Button>
      ) : (
        <p className="text-ink-2">{lock}</p>
      )}
      {webhooks.length > 0 && (
        <ul className="grid w-full gap-4" aria-label="Webhooks">
          {webhooks.map((webhook) => (
            <WebhookItem key={webhook.id} webhook={webhook} lock={lock} />
          ))}
        </ul>
      )}
      {open && (
        <Suspense>
          <WebhookDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

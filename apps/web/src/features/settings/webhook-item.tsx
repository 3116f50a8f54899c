"use client";

import type { Webhook } from "@acre/core/outputs";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { messageOf } from "@/lib/api";
import { WebhookDeliveries } from "./webhook-deliveries";
import { useDeleteWebhook, useSendAgain, useUpdateWebhook } from "./webhook-queries";

/** One webhook: where it leads, what it is told of, and what was sent. */
export function WebhookItem({ webhook, lock }: { webhook: Webhook; lock: string | undefined }) {
  const { id, url, events, active, disabledReason } = webhook;
  const update = useUpdateWebhook(id);
  const remove = useDeleteWebhook(id);
  const send = useSendAgain(id);
  const [removing, setRemoving] = useState(false);
  const [shown, setShown] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function attempt(work: () => Promise<unknown>) {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(messageOf(error));
    }
  }

  async function test() {
    await attempt(() => send.mutateAsync("test"));
    // Afterwards: a list that is being read for the first time would not be read again for what came meanwhile.
    setShown(true);
  }

  return (
    <li className="grid gap-3 rounded-[10px] border border-line p-4">
      <div className="grid gap-1">
        <p className="break-all font-medium font-mono text-ui">{url}</p>
        <p className="break-words text-ink-2 text-small">
          {active ? "On" : "Off"}.{" "}
          {events.includes("*") ? "Told of everything." : `Told of ${events.join(", ")}.`}
        </p>
        {disabledReason && <Notice kind="error">Switched off. {disabledReason}</Notice>}
      </div>
      {lock === undefined && (
        <div className="flex flex-wrap gap-2">
          <Button
            size="m"
            disabled={!active}
            title={active ? undefined : "Switch it on first."}
            aria-disabled={send.isPending}
            aria-label={`Send a test to ${url}`}
            onClick={test}
          >
            Send a test
          </Button>
          <Button
            size="m"
            aria-disabled={update.isPending}
            aria-label={`${active ? "Switch off" : "Switch on"} ${url}`}
            onClick={() => attempt(() => update.mutateAsync({ active: !active }))}
          >
            {active ? "Switch off" : "Switch on"}
          </Button>
          <Button kind="danger" size="m" aria-label={`Delete ${url}`} onClick={() => setRemoving(true)}>
            Delete
          </Button>
        </div>
      )}
      {problem && <Notice kind="error">{problem}</Notice>}
      <div>
        <Button
          kind="quiet"
          size="m"
          className="-ml-3"
          aria-expanded={shown}
          aria-label={`${shown ? "Hide" : "Show"} what was sent to ${url}`}
          onClick={() => setShown(!shown)}
        >
          {shown ? "Hide what was sent" : "Show what was sent"}
        </Button>
        {shown && <WebhookDeliveries id={id} locked={lock !== undefined || !active} />}
      </div>
      {removing && (
        <ConfirmDialog
          title="Delete this webhook?"
          action="Delete"
          onConfirm={() => remove.mutateAsync()}
          onClose={() => setRemoving(false)}
        >
          Nothing more is sent to <span className="break-all font-mono">{url}</span>, and the log of what was
          sent is removed.
        </ConfirmDialog>
      )}
    </li>
  );
}

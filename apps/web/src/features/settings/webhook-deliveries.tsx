"use client";

import type { WebhookDelivery } from "@acre/core/outputs";
import { useState } from "react";
import { Moment } from "@/components/moment";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { messageOf } from "@/lib/api";
import { isUnderWay, useDeliveries, useSendAgain } from "./webhook-queries";

/** The newest messages to a webhook, and what came of each. */
export function WebhookDeliveries({ id, locked }: { id: string; locked: boolean }) {
  const { data, error } = useDeliveries(id);
  const send = useSendAgain(id);
  const [problem, setProblem] = useState<string | null>(null);

  async function replay(deliveryId: string) {
    setProblem(null);
    try {
      await send.mutateAsync({ deliveryId });
    } catch (failure) {
      setProblem(messageOf(failure));
    }
  }

  if (error) return <Notice kind="error">{messageOf(error)}</Notice>;
  if (!data) return <p className="py-2 text-ink-3 text-small">Reading…</p>;
  if (data.length === 0) return <p className="py-2 text-ink-2">Nothing was sent yet.</p>;
  return (
    <div className="grid gap-2">
      {problem && <Notice kind="error">{problem}</Notice>}
      <ul className="grid" aria-label="Messages">
        {data.map((delivery) => (
          <li key={delivery.id} className="border-line border-t py-2">
            <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
              <details className="min-w-0 flex-1 basis-56">
                <summary className="tap cursor-pointer break-words">
                  <span className="font-mono text-ui">{delivery.event}</span>{" "}
                  <span
                    className={
                      delivery.status === "failed" ? "text-small text-urgent" : "text-ink-2 text-small"
                    }
                  >
                    {outcomeOf(delivery)}
                  </span>{" "}
                  <span className="text-small">
                    <Moment at={delivery.createdAt} />
                  </span>
                </summary>
                {delivery.lastError && <p className="mt-1 break-all text-small">{delivery.lastError}</p>}
                <pre className="mt-1 max-h-64 overflow-auto whitespace-pre-wrap break-all rounded-s bg-sunk p-2 font-mono text-small">
                  {delivery.payload === null
                    ? "About a private project that you do not see."
                    : JSON.stringify(delivery.payload, null, 2)}
                </pre>
              </details>
              {!locked && delivery.status !== "pending" && (
                <Button
                  size="s"
                  aria-disabled={send.isPending}
                  aria-label={`Send ${delivery.event} again`}
                  onClick={() => replay(delivery.id)}
                >
                  Send again
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function outcomeOf(delivery: WebhookDelivery): string {
  const { status, attempts, lastStatus } = delivery;
  const tries = attempts === 1 ? "once" : `${attempts} times`;
  if (status === "delivered") return `delivered, ${lastStatus}`;
  if (status === "failed") return `failed, tried ${tries}`;
  return isUnderWay(delivery) ? "on its way" : `tried ${tries}, will be tried again`;
}

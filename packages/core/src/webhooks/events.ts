import { z } from "zod";
import { type AuditAction, auditActions } from "../audit/actions";

/** An action of the audit log that webhooks are told of. */
export type WebhookEvent = {
  [Action in AuditAction]: (typeof auditActions)[Action]["webhooks"] extends true ? Action : never;
}[AuditAction];

/** What a webhook can be told of. */
export const webhookEvents: readonly WebhookEvent[] = Object.entries(auditActions).flatMap(
  ([action, { webhooks }]) => (webhooks ? [action as WebhookEvent] : []),
);

/** Sent when somebody asks for a test. */
export const testEvent = "webhook.test";

const list = z.array(z.string());

/** The actions a webhook is told of, as its row keeps them; "*" is all. */
export function parseEvents(json: string): string[] {
  return list.parse(JSON.parse(json));
}

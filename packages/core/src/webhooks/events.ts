import { z } from "zod";

/** What a webhook can be told of: the actions of the audit log that are not about the log itself. */
export const webhookEvents = [
  "project.created",
  "project.updated",
  "project.archived",
  "project.restored",
  "project.deleted",
  "project.purged",
  "project.member_added",
  "task.created",
  "task.updated",
  "task.archived",
  "task.restored",
  "task.deleted",
  "task.purged",
  "comment.created",
  "comment.updated",
  "comment.deleted",
  "label.created",
  "label.updated",
  "label.deleted",
  "member.added",
  "member.joined",
  "member.renamed",
  "member.role_changed",
  "member.removed",
  "member.left",
  "invitation.created",
  "invitation.resent",
  "invitation.revoked",
  "key.created",
  "key.rotated",
  "key.revoked",
  "settings.updated",
  "settings.plan_changed",
  "workspace.exported",
  "workspace.downloaded",
  "workspace.copied",
  "workspace.deletion_requested",
  "workspace.deletion_cancelled",
  "workspace.impersonation_started",
  "workspace.impersonation_elevated",
  "audit.exported",
  "access.refused",
  "webhook.created",
  "webhook.updated",
  "webhook.deleted",
  "webhook.disabled",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Sent when somebody asks for a test. */
export const testEvent = "webhook.test";

const list = z.array(z.string());

/** The actions a webhook is told of, as its row keeps them; "*" is all. */
export function parseEvents(json: string): string[] {
  return list.parse(JSON.parse(json));
}

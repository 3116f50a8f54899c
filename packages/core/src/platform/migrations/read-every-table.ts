import type { TenantDb } from "@acre/db";

/**
 * Reads from every table of a tenant, each with all of its columns: what this code asks for while people work, so that
 * a tenant that lacks something fails here.
 */
export async function readEveryTable(db: TenantDb): Promise<void> {
  await db.companySettings.findFirst();
  await db.user.findFirst();
  await db.project.findFirst();
  await db.projectMember.findFirst();
  await db.task.findFirst();
  await db.taskLabel.findFirst();
  await db.label.findFirst();
  await db.comment.findFirst();
  await db.archivedTask.findFirst();
  await db.trashItem.findFirst();
  await db.trashPart.findFirst();
  await db.auditEvent.findFirst();
  await db.auditHead.findFirst();
  await db.idempotencyAnswer.findFirst();
  await db.webhook.findFirst();
  await db.webhookDelivery.findFirst();
}

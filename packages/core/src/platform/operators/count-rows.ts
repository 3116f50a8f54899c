import type { TenantDb } from "@acre/db";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";

/** About how many rows a tenant has, for showing how far work on it has come; null when it cannot be asked now. */
export async function countRows({ platform }: Operator, slug: string): Promise<number | null> {
  const { id } = await findTenant(platform, slug);
  try {
    return await rowsIn(await platform.tenancy.connectById(id));
  } catch {
    return null;
  }
}

async function rowsIn(db: TenantDb): Promise<number> {
  const counts = await Promise.all([
    db.user.count(),
    db.project.count(),
    db.projectMember.count(),
    db.task.count(),
    db.comment.count(),
    db.label.count(),
    db.taskLabel.count(),
    db.archivedTask.count(),
    db.trashItem.count(),
    db.trashPart.count(),
    db.auditEvent.count(),
    db.companySettings.count(),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}

import { holdTasks, retryConflicts, type TenantDb, type TenantTx } from "@acre/db";
import { recordAuditOf } from "../audit/record";
import type { TenantContext } from "../context";
import { archivedData } from "./archived-data";

export interface ArchiveCompletedOptions {
  /** Those that were completed before this instant. */
  before: Date;
  /** Ends it between two batches. */
  signal?: AbortSignal;
  /** Waited for between two batches. */
  pause?: () => Promise<void>;
}

const batch = 25;

/**
 * Moves tasks that were completed long ago out of the way, with their comments and labels, a few in each transaction.
 * Any number of calls at once, or cut off and again, move each task once. One that was brought back since `before` is
 * left where it is.
 * @returns how many were moved
 */
export async function archiveCompleted(
  db: TenantDb,
  tenant: Pick<TenantContext["tenant"], "id" | "engine">,
  { before, signal, pause }: ArchiveCompletedOptions,
): Promise<number> {
  let archived = 0;
  let after = "";
  for (;;) {
    signal?.throwIfAborted();
    const candidates = await db.task.findMany({
      where: { status: "completed", completedAt: { lt: before }, id: { gt: after } },
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true },
    });
    const last = candidates.at(-1);
    if (last === undefined) return archived;
    after = last.id;
    const ids = await notBroughtBack(
      db,
      candidates.map(({ id }) => id),
      before,
    );
    archived += await retryConflicts(() => db.$transaction((tx) => move(tx, tenant, ids, before)));
    await pause?.();
  }
}

async function notBroughtBack(db: TenantDb, ids: string[], since: Date): Promise<string[]> {
  const restored = await db.auditEvent.findMany({
    where: { resourceId: { in: ids }, action: "task.restored", createdAt: { gte: since } },
    select: { resourceId: true },
  });
  const back = new Set(restored.map(({ resourceId }) => resourceId));
  return ids.filter((id) => !back.has(id));
}

async function move(
  tx: TenantTx,
  tenant: Pick<TenantContext["tenant"], "id" | "engine">,
  ids: string[],
  before: Date,
): Promise<number> {
  if (ids.length === 0) return 0;
  await holdTasks(tx, ids, tenant.engine);
  // Read again: somebody may have opened one anew, or another process moved it.
  const archivedAt = new Date();
  const tasks = await tx.task.findMany({
    where: { id: { in: ids }, status: "completed", completedAt: { lt: before } },
    include: {
      labels: { include: { label: { select: { id: true, name: true } } } },
      comments: { orderBy: { id: "asc" } },
    },
    orderBy: { id: "asc" },
  });
  if (tasks.length === 0) return 0;
  await tx.archivedTask.createMany({
    data: tasks.map(({ labels, comments, ...task }) => ({
      archivedAt,
      originalId: task.id,
      projectId: task.projectId,
      data: JSON.stringify(archivedData.parse({ task, labels: labels.map(({ label }) => label), comments })),
    })),
  });
  await tx.task.deleteMany({ where: { id: { in: tasks.map(({ id }) => id) } } });
  for (const { id, projectId } of tasks) {
    await recordAuditOf(tx, tenant.id, system, {
      action: "task.archived",
      resourceType: "task",
      resourceId: id,
      projectId,
      changes: { archivedAt: { before: null, after: archivedAt.toISOString() } },
    });
  }
  return tasks.length;
}

const system = { kind: "system", id: null, name: "System" } as const;

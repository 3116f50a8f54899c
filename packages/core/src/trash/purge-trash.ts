import { retryConflicts, type TenantDb } from "@acre/db";
import { recordAuditOf } from "../audit/record";
import type { TenantContext } from "../context";
import { purged } from "./delete-from-trash";
import { endOfTrash } from "./visible";

export interface PurgeTrashOptions {
  now: Date;
  /** Ends it between two transactions. */
  signal?: AbortSignal;
  /** Waited for between two transactions. */
  pause?: () => Promise<void>;
}

// A project is as large as it is, so that few go in one transaction.
const batch = 25;

/**
 * Removes for good what has lain in the trash for 30 days, a few in each transaction. Any number of calls at once, or cut
 * off and again, remove each thing once.
 * @returns how many tasks and projects were removed
 */
export async function purgeTrash(
  db: TenantDb,
  tenant: Pick<TenantContext["tenant"], "id">,
  { now, signal, pause }: PurgeTrashOptions,
): Promise<number> {
  const due = { createdAt: { lte: endOfTrash(now) } };
  let removed = 0;
  for (;;) {
    signal?.throwIfAborted();
    const items = await db.trashItem.findMany({
      where: due,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      take: batch,
      omit: { data: true },
    });
    if (items.length === 0) return removed;
    // As everybody goes over them who holds several.
    const inOrder = items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    removed += await retryConflicts(() =>
      db.$transaction(async (tx) => {
        const gone: typeof items = [];
        for (const item of inOrder) {
          // One that was brought back meanwhile, or removed by somebody else, is not to be told of here.
          const { count } = await tx.trashItem.deleteMany({ where: { id: item.id, ...due } });
          if (count > 0) gone.push(item);
        }
        for (const item of gone) await recordAuditOf(tx, tenant.id, system, purged(item));
        return gone.length;
      }),
    );
    await pause?.();
  }
}

const system = { kind: "system", id: null, name: "System" } as const;

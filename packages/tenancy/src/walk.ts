import { setImmediate as othersTurn } from "node:timers/promises";
import type { Registry, TenantRecord, TenantStatus } from "./registry";

const pageSize = 200;

/** Every tenant, ordered by id, read a page at a time. One added or removed meanwhile may or may not appear. */
export async function* everyTenant(registry: Registry, status?: TenantStatus): AsyncGenerator<TenantRecord> {
  let after: string | undefined;
  for (;;) {
    const page = await registry.list({ after, status, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.id;
  }
}

/**
 * Runs `work` on each item with at most `concurrency` at once. When `work` rejects, which it should not, nothing more is
 * begun, and it rejects with that once everything under way has ended.
 */
export async function eachAtOnce<T>(
  items: AsyncIterable<T>,
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new RangeError("concurrency must be 1 or more.");
  const iterator = items[Symbol.asyncIterator]();
  const failures: unknown[] = [];
  async function worker(): Promise<void> {
    try {
      while (failures.length === 0) {
        // An async generator answers in order, so workers can ask it at the same time.
        const next = await iterator.next();
        if (next.done || failures.length > 0) return;
        await work(next.value);
        // A file's driver computes where it is called: without this neither callers nor the process's lease get a turn.
        await othersTurn();
      }
    } catch (reason) {
      failures.push(reason);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker));
  if (failures.length > 0) throw failures[0];
}

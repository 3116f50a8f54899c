import { performance } from "node:perf_hooks";
import type { Engine } from "../engine";
import { isTenancyError } from "../errors";
import { readKeysOf } from "../keys/read-keys";
import type { ReadKeys } from "../keys/tenant-keys";
import { eachAtOnce } from "../walk";
import type { ClosedTenant, FleetLedger, MigrationOutcome, Reopening, Run } from "./ledger";

export interface BatchOptions {
  /** How long other processes are given to let go of a tenant, in milliseconds. */
  waitMs: number;
  /** Tenants migrated at once. */
  concurrency: number;
}

export interface BatchReport {
  migrated: number;
  failed: number;
  gone: number;
  /** Tenants that somebody uses or works on; nothing was done to them. */
  busy: string[];
  /** Milliseconds that migrating took, without the waiting. */
  took: number;
}

const longestReason = 1000;

/**
 * Closes tenants, brings each up to date when nobody holds it any more, and opens them again. A failure is one tenant's
 * own. Throws `lease_lost`, and what the ledger throws, after which what was closed is opened by whoever goes on.
 */
export async function migrateBatch<Client>(
  engine: Engine<Client>,
  ledger: FleetLedger,
  run: Run,
  tenantIds: readonly string[],
  { waitMs, concurrency }: BatchOptions,
): Promise<BatchReport> {
  const { coordination } = engine;
  const claim = coordination.claim();
  const { closed, busy, gone } = await ledger.close(run, tenantIds);
  const report: BatchReport = { migrated: 0, failed: 0, gone: gone.length, busy: [...busy], took: 0 };
  try {
    for (const id of gone) await ledger.note(run, id, "gone", null);
    if (closed.length === 0) return report;
    const answers = () => ledger.answers(closed);
    await coordination.together({ tenants: closed, answers, waitMs }, async (free, held) => {
      const begun = performance.now();
      const reopenings: Reopening[] = held.map((late) => ({ closed: late, outcome: { kind: "busy" } }));
      // Nobody changes them: the tenants are this process's alone.
      const keys = await readKeysOf(
        engine.options.datasources,
        free.map(({ record }) => record),
      );
      // Rejects when nothing is under way any more: until then the tenants have to be this process's alone.
      await eachAtOnce(inTurn(free), concurrency, async (next) => {
        claim();
        reopenings.push({ closed: next, outcome: await migrateOne(engine, next, keys) });
      });
      report.took = performance.now() - begun;
      claim();
      await ledger.reopen(run, reopenings);
      for (const { closed: tenant, outcome } of reopenings) {
        if (outcome.kind === "busy") report.busy.push(tenant.record.id);
        else report[outcome.kind] += 1;
      }
    });
    return report;
  } catch (error) {
    coordination.abandon(closed.map(({ operationId }) => operationId));
    throw error;
  }
}

async function* inTurn<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function migrateOne<Client>(
  engine: Engine<Client>,
  { record }: ClosedTenant,
  keys: ReadonlyMap<string, ReadKeys>,
): Promise<Exclude<MigrationOutcome, { kind: "busy" }>> {
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  try {
    const place = engine.datasourceOf(record);
    await place.migrate(record.id, { keys: keys.get(record.datasource) });
    return { kind: "migrated", schemaVersion: place.schemaVersion, took: took() };
  } catch (error) {
    if (isTenancyError(error, "lease_lost")) throw error;
    return { kind: "failed", error: reasonOf(error), took: took() };
  }
}

/** What is kept of why a tenant failed. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.length <= longestReason ? text : `${text.slice(0, longestReason)}…`;
}

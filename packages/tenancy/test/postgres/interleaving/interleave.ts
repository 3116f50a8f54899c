import type { PgDb } from "../tenancy";
import { failures } from "./failures";
import { emptyTally, isInjected, Ledger, type Tally } from "./ledger";
import { type Caller, queries, type Work } from "./queries";
import { pick, randomFrom } from "./random";

export interface InterleaveOptions {
  tenants: ReadonlyArray<readonly [slug: string, db: PgDb]>;
  /** How many queries to send in all. */
  queries: number;
  /** The same seed gives each caller the same work, though not the same moments for it. */
  seed: number;
  /** Ends all connections of the application's. */
  killBackends(): Promise<void>;
}

const callersPerTenant = 2;
const abandonment = 0.02;

/**
 * Has callers of several tenants send queries of every kind at once, in and out of transactions, failing in every
 * way, and holds each answer to be their own. Ends early at the first that is not. Also returns what each caller
 * knows is there in the end.
 */
export async function interleave(options: InterleaveOptions): Promise<{ tally: Tally; ledgers: Ledger[] }> {
  const tally = emptyTally();
  const callers = options.tenants.flatMap(([slug, db]) =>
    Array.from({ length: callersPerTenant }, (_, n) => {
      const ledger = new Ledger(slug, n, tally);
      return { db, ledger, tally, killBackends: options.killBackends };
    }),
  );
  // Before anything is made to go wrong.
  for (const { db, ledger } of callers) await db.owner.create({ data: { email: ledger.anchor } });
  tally.queries += callers.length;
  await Promise.all(
    callers.map((caller, index) => callInTurn(caller, randomFrom(options.seed + index), options.queries)),
  );
  return { tally, ledgers: callers.map(({ ledger }) => ledger) };
}

async function callInTurn(caller: Caller, random: () => number, queryCount: number): Promise<void> {
  const { tally } = caller;
  let abandoned: Promise<void> = Promise.resolve();
  while (tally.queries < queryCount && tally.wrong.length === 0) {
    const work = pick(random, [...queries, ...failures]);
    if (random() >= abandonment) {
      await attempt(caller, work);
      continue;
    }
    // Not waited for: the caller goes on as if it had never asked. The one before has to be over, so that they
    // do not pile up.
    await abandoned;
    tally.failures["promise abandoned"]++;
    abandoned = attempt(caller, work);
  }
  await abandoned;
}

async function attempt(caller: Caller, work: Work): Promise<void> {
  try {
    await work(caller);
  } catch (error) {
    if (!isInjected(error)) caller.tally.unexplained.push(`${work.name}: ${String(error)}`);
  }
}

import { RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../../errors";
import { addressKey, crowdOf } from "./address-key";
import { watchLoop } from "./busy-loop";
import { type CounterStore, memoryCounters } from "./counters";
import { createGate, type Gate } from "./gate";
import { createRefusedKeys, type RefusedKeys } from "./refused-keys";
import { type Allowance, allowances, allowancesOf, type Subject } from "./table";
import { createTurns, type Turns } from "./turns";

/** What is left of an allowance. */
export interface Spent {
  limit: number;
  remaining: number;
  /** Seconds until all of it is there again. */
  reset: number;
}

/** Counts what callers do and refuses too much of it. */
export interface Limits {
  /**
   * Takes `points`, one unless said, from what `who` may do.
   * @returns null when nothing is counted
   * @throws AppError `rate_limited` when there is no more of it
   */
  take(subject: Subject, who: string, points?: number): Promise<Spent | null>;
  /** Takes one from what is allowed to whatever is behind a network address. */
  takeFromAddress(subject: Subject, address: string | null): Promise<Spent | null>;
  /** Takes one from what a workspace's programs may do, and one from what this key may. */
  takeByKey(caller: { tenantId: string; keyId: string; plan: string }): Promise<Spent | null>;
  /** Gives everything back: who got the password right was not guessing. */
  forgive(subject: Subject, who: string): Promise<void>;
  /** How many requests of one workspace are answered at once. */
  readonly gate: Gate;
  /** Whose request begins next, before anything of it is read. */
  readonly turns: Turns;
  /** Keys that are over a limit, for who can answer them before anything is read. */
  readonly refusedKeys: RefusedKeys;
  close(): void;
}

/** The limits as they are, or none at all: `off` counts nothing and lets everybody in at once. */
export function createLimits(store: CounterStore | "off"): Limits {
  if (store === "off") return noLimits();
  const local = memoryCounters();
  const counters = new Map<string, ReturnType<CounterStore["counter"]>>();
  // One counter for each allowance: a plan that is changed goes on from what was spent.
  const counterOf = (name: string, allowance: Allowance) => {
    const id = `${name} ${allowance.points}`;
    const known = counters.get(id) ?? (allowance.local ? local : store).counter(name, allowance);
    counters.set(id, known);
    return known;
  };
  const spend = async (name: string, allowance: Allowance, who: string, points = 1): Promise<Spent> => {
    try {
      return spentOf(allowance, await counterOf(name, allowance).consume(who, points));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw tooMuch(spentOf(allowance, refusal));
      throw refusal;
    }
  };
  return {
    take: (subject, who, points) => spend(subject, allowances[subject], who, points),
    takeFromAddress(subject, address) {
      const allowance: Allowance = allowances[subject];
      const crowd = crowdOf(address ?? "");
      return spend(subject, { ...allowance, points: allowance.points * crowd }, addressKey(address ?? ""));
    },
    async takeByKey({ tenantId, keyId, plan }) {
      const { tenant, key } = allowancesOf(plan);
      // Where one key may do all that the workspace may, its own count would say nothing new.
      if (key.points < tenant.points) await spend("key", key, keyId);
      return spend("tenant", tenant, tenantId);
    },
    async forgive(subject, who) {
      await counterOf(subject, allowances[subject]).delete(who);
    },
    gate: createGate(),
    turns: createTurns({ busy: watchLoop() }),
    refusedKeys: createRefusedKeys(),
    close: () => store.close(),
  };
}

function noLimits(): Limits {
  const nothing = () => Promise.resolve(null);
  return {
    take: nothing,
    takeFromAddress: nothing,
    takeByKey: nothing,
    forgive: async () => {},
    gate: { enter: async () => () => {} },
    turns: { take: async () => () => {} },
    refusedKeys: { add: () => {}, find: () => null },
    close: () => {},
  };
}

function spentOf({ points }: Allowance, { remainingPoints, msBeforeNext }: RateLimiterRes): Spent {
  return { limit: points, remaining: remainingPoints, reset: Math.max(1, Math.ceil(msBeforeNext / 1000)) };
}

function tooMuch(spent: Spent): AppError {
  return new AppError("rate_limited", `Too many requests. Try again in ${inWords(spent.reset)}.`, {
    retryAfterSeconds: spent.reset,
    spent,
  });
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

import { setTimeout as delay } from "node:timers/promises";
import { isTenancyError, type Tenancy } from "../../src/index";
import { type Db, say } from "./stage";

/** Writers that go on until they are told to end. */
export interface Writers {
  /** What was written and acknowledged so far. */
  readonly acknowledged: readonly string[];
  /** The longest time in which none of their writes was acknowledged, in milliseconds. */
  readonly longestPauseMs: number;
  /** Resolves when so many more writes have been acknowledged. */
  more(count: number): Promise<void>;
  /** Ends them. Throws the first error that was not the refusal of a moment. */
  stop(): Promise<void>;
}

/** Starts writers on a tenant, each on its own, which go where the tenant goes. */
export function startWriters(tenancy: Tenancy<Db>, tenantId: string, count = 2): Writers {
  const acknowledged: string[] = [];
  const errors: unknown[] = [];
  let going = true;
  let last = performance.now();
  let longest = 0;

  async function write(writer: number): Promise<void> {
    for (let n = 0; going; n++) {
      const said = `w${writer}-${n}`;
      while (going && !(await acknowledgedSay(said))) await delay(5);
      await delay(1);
    }
  }

  async function acknowledgedSay(said: string): Promise<boolean> {
    try {
      await say(await tenancy.connectById(tenantId), said);
      acknowledged.push(said);
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      return true;
    } catch (error) {
      if (!isTenancyError(error, "tenant_moving") && !isTenancyError(error, "tenant_busy")) {
        errors.push(error);
        going = false;
      }
      return false;
    }
  }

  const all = Array.from({ length: count }, (_, writer) => write(writer));
  return {
    acknowledged,
    get longestPauseMs() {
      return longest;
    },
    async more(wanted) {
      const until = acknowledged.length + wanted;
      while (going && acknowledged.length < until) await delay(5);
    },
    async stop() {
      going = false;
      await Promise.all(all);
      if (errors.length > 0) throw errors[0];
    },
  };
}

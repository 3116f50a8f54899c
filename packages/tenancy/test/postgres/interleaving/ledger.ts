import { hasState } from "../../../src/postgres/server-errors";

/** What was made to go wrong. */
export type Failure =
  | "constraint"
  | "thrown in a transaction"
  | "transaction timed out"
  | "gave up waiting"
  | "backend killed"
  | "promise abandoned";

/** What happened in a run. */
export interface Tally {
  queries: number;
  failures: Record<Failure, number>;
  /** Results that were another tenant's, or not this one's. Empty unless the walls leak. */
  wrong: string[];
  /** Errors that nothing of what was made to go wrong explains. */
  unexplained: string[];
}

export function emptyTally(): Tally {
  const failures: Tally["failures"] = {
    constraint: 0,
    "thrown in a transaction": 0,
    "transaction timed out": 0,
    "gave up waiting": 0,
    "backend killed": 0,
    "promise abandoned": 0,
  };
  return { queries: 0, failures, wrong: [], unexplained: [] };
}

/** What one caller of one tenant knows of the rows that it made, whoever else works beside it. */
export class Ledger {
  readonly tenant: string;
  readonly caller: string;
  /** Acknowledged, so they are there. */
  readonly there = new Set<string>();
  /** Never committed, so nobody ever reads them. */
  readonly gone = new Set<string>();
  /** There once, and not in the end. */
  readonly removed = new Set<string>();
  readonly #tally: Tally;
  #made = 0;

  constructor(tenant: string, caller: number, tally: Tally) {
    this.tenant = tenant;
    this.caller = `${tenant} ${caller} `;
    this.#tally = tally;
  }

  /** An address that is there from the beginning to the end. */
  get anchor(): string {
    return `${this.caller}anchor`;
  }

  /** An address that nobody has had. Until it is in `there` or `gone`, nothing is known of it. */
  newEmail(): string {
    return `${this.caller}${++this.#made}`;
  }

  /** Some address that is there, and may be removed. */
  get some(): string | undefined {
    return this.there.values().next().value;
  }

  /** Holds what was read to be this tenant's. */
  expectOwn(emails: readonly string[], read: string): void {
    for (const email of emails) {
      if (!email.startsWith(`${this.tenant} `)) this.#wrong(`${read} answered ${email}`);
      if (this.gone.has(email)) this.#wrong(`${read} answered ${email}, which was rolled back`);
    }
  }

  /** Holds what was read to be all that this tenant has; `known` is what this caller knew when it asked. */
  expectAll(emails: readonly string[], known: readonly string[], read: string): void {
    this.expectOwn(emails, read);
    const found = new Set(emails);
    for (const email of known) {
      // Unless it was removed meanwhile, by work that this caller did not wait for.
      if (!found.has(email) && this.there.has(email)) this.#wrong(`${read} lacks ${email}`);
    }
  }

  expectEqual(found: unknown, expected: unknown, read: string): void {
    if (found !== expected) this.#wrong(`${read} answered ${String(found)} and not ${String(expected)}`);
  }

  #wrong(what: string): void {
    this.#tally.wrong.push(`${this.tenant}: ${what}`);
  }
}

// Prisma's codes: not unique, no such reference, transaction over or not begun, server closed the connection.
const injectedCodes = ["P2002", "P2003", "P2028", "P1017", "P1001", "P2024", "transaction_lost"];
const connectionLost =
  /terminat|Connection (?:ended|closed)|closed the connection|not queryable|transaction_lost|ECONNRESET/i;

/** Whether an error comes of a failure that was injected, here or under another caller's feet. */
export function isInjected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && injectedCodes.includes(error.code)) return true;
  return hasState(error, "57P01") || error.message === changedMind || connectionLost.test(error.message);
}

/** What a transaction that is thrown out of throws. */
export const changedMind = "changed my mind";

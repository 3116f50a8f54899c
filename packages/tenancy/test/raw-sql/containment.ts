import type { Attack, OrdinaryQuery } from "./attack";

/** As much of a Prisma client as raw SQL needs. */
export interface RawHandle {
  $queryRawUnsafe(sql: string, ...values: unknown[]): PromiseLike<unknown>;
  $executeRawUnsafe(sql: string, ...values: unknown[]): PromiseLike<number>;
}

/** One tenant whose handle the attacker holds, another with something to hide, and all that can be seen from above. */
export interface Arena {
  readonly handle: RawHandle;
  /** Runs the work in one of the handle's transactions, and throws what it throws. */
  inTransaction(work: (tx: RawHandle) => Promise<unknown>): Promise<unknown>;
  /** What the attacks' placeholders stand for. */
  readonly targets: Readonly<Record<string, string>>;
  /** Planted in the other tenant's rows: must be seen nowhere, not even in an error. */
  readonly secret: string;
  /** Places and names that no result may hold. */
  readonly hidden: readonly string[];
  /** Every other tenant's rows, everyone's schema, and whatever else must stay as it is. */
  fingerprint(): Promise<string>;
  /** Throws unless the handle still reads, writes and enforces what it did. */
  assertWorks(): Promise<void>;
}

/** Every way in which a handle takes raw SQL. */
const ways: Record<string, (arena: Arena, sql: string) => PromiseLike<unknown>> = {
  queried: ({ handle }, sql) => handle.$queryRawUnsafe(sql),
  executed: ({ handle }, sql) => handle.$executeRawUnsafe(sql),
  "in a transaction": (arena, sql) => arena.inTransaction(async (tx) => tx.$queryRawUnsafe(sql)),
};

/** Runs the attacks one after the other, each in every way; returns what got through, which should be nothing. */
export async function runAttacks(arena: Arena, attacks: readonly Attack[]): Promise<string[]> {
  const breaches: string[] = [];
  let before = await arena.fingerprint();
  for (const attack of attacks) {
    const sql = filledIn(attack.sql, arena.targets);
    for (const [way, run] of Object.entries(ways)) {
      const found = judge(arena, attack, await outcomeOf(() => run(arena, sql)));
      const after = await arena.fingerprint();
      if (after !== before) found.push(`changed something: ${differenceOf(before, after)}`);
      before = after;
      await arena.assertWorks().catch((error: unknown) => found.push(`broke the handle: ${String(error)}`));
      breaches.push(...found.map((breach) => `${attack.name}, ${way}, ${breach}`));
    }
  }
  return breaches;
}

function differenceOf(before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const gained = now.filter((line) => !old.includes(line)).map((line) => `+${line}`);
  const lost = old.filter((line) => !now.includes(line)).map((line) => `-${line}`);
  return [...gained, ...lost].join(", ").slice(0, 500);
}

type Outcome = { rows: string } | { message: string; code: unknown };

async function outcomeOf(run: () => PromiseLike<unknown>): Promise<Outcome> {
  try {
    return { rows: asText(await run()) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { message: error.message, code: "code" in error ? error.code : undefined };
  }
}

function judge({ secret, hidden }: Arena, attack: Attack, outcome: Outcome): string[] {
  const found: string[] = [];
  const text = "rows" in outcome ? outcome.rows : outcome.message;
  if (text.includes(secret)) found.push("showed a foreign row");
  // Who names a place is told nothing new when a plan repeats it.
  const named = attack.heldBy === "database" && attack.sql.includes("{foreign}");
  if ("rows" in outcome && !named && hidden.some((word) => text.includes(word))) {
    found.push("showed what is hidden");
  }
  const refused = "code" in outcome && outcome.code === "statement_refused";
  if (attack.heldBy !== "database" && !refused) found.push(`was not refused: ${text.slice(0, 200)}`);
  if (attack.heldBy === "database" && refused) found.push("never reached the database");
  return found;
}

/** Runs honest queries in order; returns what went wrong with them, which should be nothing. */
export async function runQueries({ handle }: Arena, queries: readonly OrdinaryQuery[]): Promise<string[]> {
  const failures: string[] = [];
  for (const { name, sql, values, rows } of queries) {
    const outcome = await outcomeOf(() => handle.$queryRawUnsafe(sql, ...(values ?? [])));
    const answer = "rows" in outcome ? outcome.rows : outcome.message;
    if (answer !== asText(rows)) failures.push(`${name}: ${answer}`);
  }
  return failures;
}

/** Puts the targets in the places of their names in braces. */
export function filledIn(sql: string, targets: Readonly<Record<string, string>>): string {
  return sql.replace(/\{(\w+)\}/g, (placeholder, name: string) => targets[name] ?? placeholder);
}

function asText(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === "bigint") return Number(item);
    if (item instanceof Uint8Array) return Buffer.from(item).toString("latin1");
    return item;
  });
}

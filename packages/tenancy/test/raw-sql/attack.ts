/** A statement that must get nothing through a tenant's handle. */
export interface Attack {
  readonly name: string;
  /**
   * With `{foreign}`, where another tenant lives (its file, its schema), `{foreignId}`, its id, `{own}`, where
   * the attacker does, `{copy}`, a file that must not come into being, and `{login}`, the database login.
   */
  readonly sql: string;
  /** What it would do where nothing held it. */
  readonly would: string;
  /** Who holds it: the guard, which refuses to send it, unless it is the database's own doing. */
  readonly heldBy?: "guard" | "database";
}

/** An honest raw query, which must work. The rows are those of the runner's seed. */
export interface OrdinaryQuery {
  readonly name: string;
  readonly sql: string;
  readonly values?: readonly unknown[];
  readonly rows: readonly object[];
}

/** Attacks that do the same in several spellings. */
export function spelled(would: string, statements: Record<string, string>): Attack[] {
  return Object.entries(statements).map(([name, sql]) => ({ name, sql, would }));
}

/** Attacks that the guard lets pass and the database holds. */
export function heldByDatabase(attacks: Attack[]): Attack[] {
  return attacks.map((attack) => ({ ...attack, heldBy: "database" }));
}

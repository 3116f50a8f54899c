/**
 * Whose turn it is on one connection. SQLite keeps one transaction per connection, so whoever is not part of
 * an open one has to wait for its end: otherwise a rollback takes a stranger's write with it.
 */
export class Turns {
  #taken = false;
  readonly #waiting: Array<() => void> = [];

  /** Whether a single statement may run now, in this tick, without taking a turn. */
  get free(): boolean {
    return !this.#taken;
  }

  /** Resolves when it is the caller's turn, first come, first served. Give it back with `done`, exactly once. */
  take(): Promise<void> {
    if (!this.#taken) {
      this.#taken = true;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Hands the turn to the next in line. */
  done(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }
}

/** Runs pieces of work with the same key one after the other, in order of arrival; others are not held up. */
export class OneAtATime {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Resolves or rejects as `work` does. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const mine = before === undefined ? work() : before.then(work, work);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}

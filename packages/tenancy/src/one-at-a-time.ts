/** Runs pieces of work with the same key one after the other, in order of arrival; others are not held up. */
export class OneAtATime {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Resolves or rejects as `work` does, which is told whether it had to wait for another. */
  async run<T>(key: string, work: (waited: boolean) => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const next = () => work(true);
    const mine = before === undefined ? work(false) : before.then(next, next);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}

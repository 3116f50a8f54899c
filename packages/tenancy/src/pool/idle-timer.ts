/** Looks for what has been idle for too long, only while there is something to look at, and keeps no process alive. */
export class IdleTimer {
  readonly #idleMs: number;
  readonly #look: (before: number) => number | null;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param idleMs how long something may be idle; 0 for ever
   * @param look deals with what has been idle since `before`, and answers since when the next one has been, or null
   */
  constructor(idleMs: number, look: (before: number) => number | null) {
    if (!Number.isInteger(idleMs) || idleMs < 0) throw new RangeError("idleTimeoutMs must be 0 or more.");
    this.#idleMs = idleMs;
    this.#look = look;
  }

  /** To be called when something came that may become idle. */
  start(): void {
    if (this.#idleMs > 0 && this.#timer === null) this.#wait(this.#idleMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const now = Date.now();
      const oldest = this.#look(now - this.#idleMs);
      if (oldest !== null) this.#wait(Math.max(1, oldest + this.#idleMs - now));
    }, ms);
    this.#timer.unref();
  }
}

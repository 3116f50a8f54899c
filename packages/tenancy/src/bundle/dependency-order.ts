/** What a table's rows refer to. */
export interface References {
  /** Tables that a row has to refer to. */
  readonly required: readonly string[];
  /** Tables that a row may refer to, or not. */
  readonly optional: readonly string[];
}

/**
 * Names in an order in which each comes after those that it refers to, by name where there is a choice. Where that
 * cannot be, it comes at least after those that it has to refer to.
 */
export function dependencyOrder(names: readonly string[], refersTo: (name: string) => References): string[] {
  const waiting = new Set([...names].sort(byBytes));
  const isWaitingFor = (name: string) => (other: string) => other !== name && waiting.has(other);
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const left = [...waiting].map((name) => ({ name, ...refersTo(name) }));
    const startable = left.filter(({ name, required }) => !required.some(isWaitingFor(name)));
    const free = startable.find(({ name, optional }) => !optional.some(isWaitingFor(name)));
    const next = free ?? startable[0] ?? left[0];
    if (next === undefined) break;
    waiting.delete(next.name);
    ordered.push(next.name);
  }
  return ordered;
}

/** Compares names by their UTF-8 bytes. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * Names in an order in which each comes after those that it refers to, by name where there is a choice; where they
 * refer to each other in a circle, the first by name goes first. `refersTo` answers other names, or the name itself.
 */
export function dependencyOrder(
  names: readonly string[],
  refersTo: (name: string) => readonly string[],
): string[] {
  const waiting = [...names].sort(byBytes);
  const done = new Set<string>();
  const known = new Set(names);
  const isFree = (name: string) =>
    refersTo(name).every((other) => other === name || done.has(other) || !known.has(other));
  const ordered: string[] = [];
  while (waiting.length > 0) {
    const found = waiting.findIndex(isFree);
    for (const name of waiting.splice(Math.max(found, 0), 1)) {
      done.add(name);
      ordered.push(name);
    }
  }
  return ordered;
}

/** Compares names by their UTF-8 bytes. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

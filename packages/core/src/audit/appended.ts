/** Told of an entry while its transaction is still open: it may yet be taken back. */
export interface Appended {
  tenantId: string;
  seq: number;
  /** Whether messages to webhooks were queued with it. */
  queued: boolean | "perhaps";
}

type Listener = (appended: Appended) => void;

const slot = Symbol.for("acre.audit-appended");

// In the global object, because a bundler may load this module more than once in a process.
function listeners(): Set<Listener> {
  const home = globalThis as typeof globalThis & { [slot]?: Set<Listener> };
  home[slot] ??= new Set();
  return home[slot];
}

/** Tells whoever listens in this process. It waits for nobody. */
export function tellAppended(appended: Appended): void {
  for (const listener of listeners()) listener(appended);
}

/**
 * Hears of every entry that this process writes, of any tenant.
 * @param listener returns at once and throws nothing: a change waits for it
 * @returns ends it
 */
export function onAppended(listener: Listener): () => void {
  listeners().add(listener);
  return () => void listeners().delete(listener);
}

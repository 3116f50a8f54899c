import type { AsyncLocalStorage } from "node:async_hooks";

interface RequestFacts {
  requestId?: string;
  tenant?: string;
}

const slot = Symbol.for("acre.request-facts");

/** Adds to what the log and the metrics say of this request: ids, and nothing else. */
export function noteRequest(facts: RequestFacts): void {
  const store = (globalThis as typeof globalThis & { [slot]?: AsyncLocalStorage<RequestFacts> })[slot];
  Object.assign(store?.getStore() ?? {}, facts);
}

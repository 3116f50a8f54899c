import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of the request that is being answered, for whoever logs meanwhile. */
export interface RequestFacts {
  requestId?: string;
  /** The workspace it is for, by its opaque id. */
  tenant?: string;
  /** W3C Trace Context. */
  traceId?: string;
  spanId?: string;
}

/** The name under which routes and pages, which Next.js bundles apart from this file, find the facts. */
const FACTS = Symbol.for("acre.request-facts");

const facts = new AsyncLocalStorage<RequestFacts>();
Object.defineProperty(globalThis, FACTS, { value: facts, configurable: true });

/** Runs what answers a request; what it learns of the request is added to `known`. */
export function withFacts<T>(known: RequestFacts, answer: () => T): T {
  return facts.run(known, answer);
}

/** The facts of the request that is being answered; none outside of one. */
export function currentFacts(): RequestFacts {
  return facts.getStore() ?? {};
}

import type { Ledger } from "./ledger";

/** A ledger that answers nothing while it is cut off. */
export function cuttable(ledger: Ledger) {
  const state = { cut: false };
  const way = new Proxy(ledger, {
    get: (target, key, receiver) =>
      state.cut ? () => Promise.reject(new Error("unreachable")) : Reflect.get(target, key, receiver),
  });
  return { state, way };
}

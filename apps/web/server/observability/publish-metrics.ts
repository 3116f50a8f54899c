import type { Metrics } from "./metrics";

/** The name under which the route that shows them, which Next.js bundles apart from this file, finds the metrics. */
const METRICS = Symbol.for("acre.metrics");

export function publishMetrics(metrics: Metrics): void {
  Object.defineProperty(globalThis, METRICS, { value: metrics, configurable: true });
}

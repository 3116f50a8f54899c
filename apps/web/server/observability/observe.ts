import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestCounts } from "@acre/core/platform";
import type { Handler } from "../http-server";
import type { Logger } from "./logger";
import type { Metrics } from "./metrics";
import { type RequestFacts, withFacts } from "./request-facts";
import type { RoutePatterns } from "./route-patterns";
import type { Tracing } from "./tracing";

export interface Observers {
  logger: Logger;
  metrics: Metrics;
  counts: Pick<RequestCounts, "count">;
  routeOf: RoutePatterns;
  /** Null where traces go nowhere. */
  tracing: Tracing | null;
}

/**
 * Answers as `handle` does, and tells of every request how it was answered: in the metrics, in the counts of its
 * workspace, in a trace, and in the log, at `info` for the API and at `debug` for everything else. No address, query,
 * body or name of a person is told: the route's pattern and ids alone.
 */
export function observed(handle: Handler, { logger, metrics, counts, routeOf, tracing }: Observers): Handler {
  return (request, response) => {
    const begun = performance.now();
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const route = routeOf(path);
    const method = request.method ?? "GET";
    const facts: RequestFacts = traceOf(request);
    response.once("close", () => {
      const ms = performance.now() - begun;
      // One whose sender left before the answer has none.
      const status = response.writableFinished ? response.statusCode : 499;
      const requestId = facts.requestId ?? headerOf(response, "x-request-id");
      const { tenant } = facts;
      metrics.observe({ method, route, status, seconds: ms / 1000, tenant });
      if (tenant !== undefined) counts.count(tenant, status >= 500);
      const line = { ...facts, requestId, method, route, status, ms: Math.round(ms * 10) / 10 };
      logger[path.startsWith("/api/v1/") ? "info" : "debug"](line, "request");
    });
    return withFacts(facts, () =>
      tracing === null
        ? handle(request, response)
        : tracing.traced({ request, response, method, route, facts }, () => handle(request, response)),
    );
  };
}

// W3C Trace Context, level 1: version, trace id, parent id, flags.
const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

function traceOf({ headers }: IncomingMessage): RequestFacts {
  const traceId = traceparent.exec(String(headers.traceparent ?? ""))?.[1];
  return traceId === undefined ? {} : { traceId };
}

function headerOf(response: ServerResponse, name: string): string | undefined {
  const value = response.getHeader(name);
  return typeof value === "string" ? value : undefined;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { redacting } from "./redacting";
import type { RequestFacts } from "./request-facts";

/** A request on its way, as far as a trace tells of it. */
export interface TracedRequest {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  /** A pattern, never an address. */
  route: string;
  facts: RequestFacts;
}

export interface Tracing {
  /** Answers a request within a span of its own, and writes the span's ids into its facts. */
  traced(request: TracedRequest, answer: () => Promise<void>): Promise<void>;
  /** Sends what waits to be sent. */
  stop(): Promise<void>;
}

export interface TracingOptions {
  /** The collector's address, to which `/v1/traces` is added (OTLP over HTTP). */
  endpoint: string;
  service: string;
  warn: (message: string, error: unknown) => void;
}

/**
 * Sends traces to a collector. Next.js finds the provider by itself, and tells of rendering within a request's span. To be
 * started before Next.js is loaded; where it is not, nothing of it is.
 */
export async function startTracing({ endpoint, service, warn }: TracingOptions): Promise<Tracing> {
  const { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } = await import(
    "@opentelemetry/api"
  );
  const { BatchSpanProcessor, NodeTracerProvider } = await import("@opentelemetry/sdk-trace-node");
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
  const { resourceFromAttributes } = await import("@opentelemetry/resources");
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": service }),
    spanProcessors: [new BatchSpanProcessor(redacting(exporter), { scheduledDelayMillis: 1000 })],
  });
  provider.register();
  const tracer = trace.getTracer("acre");

  return {
    async traced({ request, response, method, route, facts }, answer) {
      const parent = propagation.extract(ROOT_CONTEXT, request.headers);
      const attributes = { "http.request.method": method, "http.route": route };
      const options = { kind: SpanKind.SERVER, attributes };
      const span = tracer.startSpan(`${method} ${route}`, options, parent);
      const { traceId, spanId } = span.spanContext();
      Object.assign(facts, { traceId, spanId });
      response.once("close", () => {
        span.setAttribute("http.response.status_code", response.statusCode);
        if (facts.tenant !== undefined) span.setAttribute("acre.tenant", facts.tenant);
        if (facts.requestId !== undefined) span.setAttribute("acre.request_id", facts.requestId);
        if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      });
      await context.with(trace.setSpan(parent, span), answer);
    },
    async stop() {
      await provider.shutdown().catch((error: unknown) => warn("The last traces could not be sent", error));
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

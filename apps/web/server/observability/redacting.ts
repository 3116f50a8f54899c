import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-node";

// Everything else may hold an address with its query, a header or a message.
const told = new Set([
  "acre.request_id",
  "acre.tenant",
  "http.method",
  "http.request.method",
  "http.response.status_code",
  "http.route",
  "http.status_code",
  "next.route",
  "next.span_type",
]);
const addressIn = /\s*(https?:|\/).*$/s;

/** Sends spans on without addresses, messages and events: what is told of one is named here. */
export function redacting(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(redacted), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function redacted(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(Object.entries(span.attributes).filter(([name]) => told.has(name)));
  return Object.create(span, {
    name: { value: nameOf(span), enumerable: true },
    attributes: { value: attributes, enumerable: true },
    events: { value: [], enumerable: true },
    status: { value: { code: span.status.code }, enumerable: true },
  });
}

// Next.js puts the address it was asked for into some names. A route's pattern may stand.
function nameOf({ name, attributes }: ReadableSpan): string {
  const route = attributes["http.route"] ?? attributes["next.route"];
  if (typeof route === "string" && name.endsWith(` ${route}`)) return name;
  return name.replace(addressIn, "") || "request";
}

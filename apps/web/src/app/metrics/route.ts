import { createHash, timingSafeEqual } from "node:crypto";
import { getPlatform } from "@/server/platform";

const slot = Symbol.for("acre.metrics");
const headers = { "Cache-Control": "no-store" };

/** The metrics in Prometheus' text format, for whoever has ACRE_METRICS_TOKEN. Without one set, there is nothing here. */
export async function GET(request: Request): Promise<Response> {
  const { token } = getPlatform().env.metrics;
  const metrics = (globalThis as typeof globalThis & { [slot]?: { text(): Promise<string> } })[slot];
  if (token === null || metrics === undefined) return new Response("Not found\n", { status: 404, headers });
  const given = /^bearer\s+(.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (given === undefined || !same(given, token)) {
    return new Response("Unauthorized\n", {
      status: 401,
      headers: { ...headers, "WWW-Authenticate": "Bearer" },
    });
  }
  return new Response(await metrics.text(), {
    headers: { ...headers, "Content-Type": "text/plain; version=0.0.4; charset=utf-8" },
  });
}

// Hashed, so that what is compared is of one length, and how long it takes says nothing.
function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

import type { Spent } from "@acre/core/platform";

/** Says what is left of an allowance (draft-ietf-httpapi-ratelimit-headers, up to version 6): counts, and seconds. */
export function tellSpent(headers: Headers, { limit, remaining, reset }: Spent): void {
  headers.set("RateLimit-Limit", String(limit));
  headers.set("RateLimit-Remaining", String(remaining));
  headers.set("RateLimit-Reset", String(reset));
}

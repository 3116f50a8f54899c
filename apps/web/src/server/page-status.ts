import type { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

const slot = Symbol.for("acre.answers");

/**
 * Gives the page being made another status than 200, as far as nothing of it has been sent.
 * @param retryAfterSeconds for 503: when to ask again
 */
export function setPageStatus(status: number, retryAfterSeconds?: number): void {
  const answers = (globalThis as typeof globalThis & { [slot]?: AsyncLocalStorage<ServerResponse> })[slot];
  const response = answers?.getStore();
  if (!response || response.headersSent) return;
  response.statusCode = status;
  if (retryAfterSeconds !== undefined) response.setHeader("Retry-After", String(retryAfterSeconds));
}

import { isAppError } from "@acre/core";
import type { Limits } from "@acre/core/platform";
import type { Handler } from "./http-server";
import { createLanes } from "./lane-of";
import { currentFacts } from "./observability/request-facts";
import { sendProblem } from "./problem";

/** Files that are sent as they are, and what watches over the server. */
const atOnce = /^\/(_next\/|api\/(health|ready|metrics)([/?]|$))/;

/**
 * Has requests begin by turns, fair between workspaces, before Next.js sees them: from there on nothing of a request waits
 * for another one. See `core/platform/limits/turns.ts`.
 */
export function takeTurns({ take }: Limits["turns"], handle: Handler): Handler {
  const lanes = createLanes();
  return async (request, response) => {
    if (atOnce.test(request.url ?? "/")) return handle(request, response);
    const facts = currentFacts();
    let leave: () => void;
    try {
      leave = await take(lanes.of(request));
    } catch (error) {
      if (!isAppError(error)) throw error;
      request.resume();
      const problem = { status: 429, title: "Too many requests", detail: error.message, code: error.code };
      return sendProblem(response, problem, { "retry-after": String(error.details.retryAfterSeconds ?? 1) });
    }
    // Whoever left while they waited needs no answer.
    if (response.destroyed) return leave();
    response.once("close", () => {
      leave();
      if (facts.tenant !== undefined) lanes.learn(request, facts.tenant);
    });
    await handle(request, response);
  };
}

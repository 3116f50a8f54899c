import type { Spent } from "@acre/core/platform";
import type { Handler } from "./http-server";
import { sendProblem } from "./problem";

/**
 * Answers programs that go on asking after a limit has refused them, before Next.js sees them: a workspace at its limit
 * is not to slow another one.
 * @param find what a key has spent, while it is refused
 */
export function refuseSpent(find: (key: string) => Spent | null, handle: Handler): Handler {
  return async (request, response) => {
    const key = /^bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const spent = key === undefined ? null : find(key);
    if (spent === null) return handle(request, response);
    // What it sends along is read and thrown away, so that it gets to read why.
    request.resume();
    const problem = {
      status: 429,
      title: "Too many requests",
      detail: "Too many requests. Try again later.",
      code: "rate_limited",
    };
    sendProblem(response, problem, {
      "retry-after": String(spent.reset),
      "ratelimit-limit": String(spent.limit),
      "ratelimit-remaining": String(spent.remaining),
      "ratelimit-reset": String(spent.reset),
    });
  };
}

import type { Spent } from "@acre/core/platform";
import type { Handler } from "./http-server";
import { sendProblem } from "./problem";

// A program that hammers on asks again the moment it is answered: what it costs is settled by when that is.
const paceMs = 20;
const longestPauseMs = 1000;

/**
 * Answers programs that go on asking after a limit has refused them, before Next.js sees them, and one key's requests one
 * after the other: a workspace at its limit is not to slow another one.
 * @param find what a key has spent, while it is refused
 */
export function refuseSpent(find: (key: string) => Spent | null, handle: Handler): Handler {
  const waiting = new Map<string, number>();
  const pace = async (key: string) => {
    const before = waiting.get(key) ?? 0;
    waiting.set(key, before + 1);
    const pauseMs = Math.min(longestPauseMs, paceMs * (before + 1));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const left = (waiting.get(key) ?? 1) - 1;
    if (left > 0) waiting.set(key, left);
    else waiting.delete(key);
  };
  return async (request, response) => {
    const key = /^bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const spent = key === undefined ? null : find(key);
    if (key === undefined || spent === null) return handle(request, response);
    // What it sends along is read and thrown away, so that it gets to read why.
    request.resume();
    await pace(key);
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

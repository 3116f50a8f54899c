import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";

/** A refusal as routes write it: RFC 9457 problem details. */
export interface EarlyProblem {
  status: number;
  title: string;
  detail: string;
  code: string;
}

/** Headers and body of a problem that no route answers. */
export function problemAnswer({ status, title, detail, code }: EarlyProblem) {
  const requestId = randomUUID();
  return {
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": requestId,
    },
    body: JSON.stringify({ type: "about:blank", title, status, detail, code, requestId }),
  };
}

/** Answers with a problem. */
export function sendProblem(
  response: ServerResponse,
  problem: EarlyProblem,
  more: Record<string, string> = {},
): void {
  const { headers, body } = problemAnswer(problem);
  response.writeHead(problem.status, { ...headers, ...more });
  response.end(body);
}

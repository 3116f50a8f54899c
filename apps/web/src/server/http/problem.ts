import type { AppErrorCode, FieldError } from "@acre/core";
import type { Spent } from "@acre/core/platform";
import { tellSpent } from "./told";

/** An error as the API answers it: RFC 9457 problem details with a code of ours and the fields concerned. */
export interface Problem {
  code: string;
  status: number;
  title: string;
  detail: string;
  errors?: FieldError[] | undefined;
  retryAfterSeconds?: number | undefined;
  /** The allowance there is nothing left of. */
  spent?: Spent | undefined;
}

const statuses: Record<AppErrorCode, [status: number, title: string]> = {
  malformed_request: [400, "Malformed request"],
  unauthenticated: [401, "Not logged in"],
  forbidden: [403, "Not allowed"],
  not_found: [404, "Not found"],
  method_not_allowed: [405, "Method not allowed"],
  email_taken: [409, "Address taken"],
  name_taken: [409, "Name taken"],
  key_taken: [409, "Key taken"],
  last_owner: [409, "Last owner"],
  project_archived: [409, "Project archived"],
  idempotency_pending: [409, "Not answered yet"],
  precondition_failed: [412, "Changed meanwhile"],
  payload_too_large: [413, "Too large"],
  unsupported_media_type: [415, "Wrong content type"],
  invalid_input: [422, "Invalid input"],
  idempotency_reused: [422, "Idempotency key reused"],
  link_invalid: [422, "Link no longer works"],
  wrong_account: [403, "Wrong account"],
  wrong_password: [422, "Wrong password"],
  workspace_read_only: [423, "Workspace is read-only"],
  workspace_suspended: [423, "Workspace suspended"],
  rate_limited: [429, "Too many requests"],
  unavailable: [503, "Not available right now"],
};

/** The status and title of an error code. */
export function statusOf(code: AppErrorCode): { status: number; title: string } {
  const [status, title] = statuses[code];
  return { status, title };
}

/** A problem as it stands in an answer. */
export function problemBody({ code, status, title, detail, errors }: Problem, requestId: string) {
  return { type: "about:blank", title, status, detail, code, ...(errors ? { errors } : {}), requestId };
}

/** Writes a problem as a response. */
export function problemResponse(problem: Problem, requestId: string): Response {
  const { status, retryAfterSeconds, spent } = problem;
  const response = new Response(JSON.stringify(problemBody(problem, requestId)), {
    status,
    headers: {
      "Content-Type": "application/problem+json",
      ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
    },
  });
  if (spent) tellSpent(response.headers, spent);
  return response;
}

/** Every way a request can be refused. The web maps each code to one HTTP status; the command line to one exit code. */
export type AppErrorCode =
  | "malformed_request"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "email_taken"
  | "name_taken"
  | "key_taken"
  | "last_owner"
  | "project_archived"
  | "idempotency_pending"
  | "idempotency_reused"
  | "precondition_failed"
  | "payload_too_large"
  | "unsupported_media_type"
  | "invalid_input"
  | "link_invalid"
  | "wrong_account"
  | "wrong_password"
  | "workspace_read_only"
  | "workspace_suspended"
  | "rate_limited"
  | "unavailable";

/** One thing wrong with one field of an input; `field` is a dotted path, empty for the input as a whole. */
export interface FieldError {
  field: string;
  message: string;
}

/** What else is to be said of a refusal. */
export interface ErrorDetails {
  fields?: FieldError[];
  retryAfterSeconds?: number;
  /** The allowance that was spent; `reset` in seconds. */
  spent?: { limit: number; remaining: number; reset: number };
}

// A symbol from the global registry: a bundler may load this module more than once, which breaks `instanceof`.
const brand = Symbol.for("acre.app-error");

/** The one error the application throws on purpose. `message` is written for the person who caused it. */
export class AppError extends Error {
  readonly [brand] = true;
  override readonly name = "AppError";

  constructor(
    readonly code: AppErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
  }
}

export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && brand in error;
}

/** The same words for a foreign, an unknown and a malformed id, so that the answer tells nothing. */
export function notFound(): AppError {
  return new AppError("not_found", "There is no such record in this workspace.");
}

/** The same words whether the workspace is foreign or does not exist, or a right is missing. */
export function forbidden(): AppError {
  return new AppError("forbidden", "You do not have access to this.");
}

/** An input that is wrong in one field. */
export function invalidField(field: string, message: string): AppError {
  return new AppError("invalid_input", message, { fields: [{ field, message }] });
}

import { AppError, forbidden, isAppError, notFound } from "./errors";

const soon = 5;

/**
 * What a failure of the engine or the database means to whoever asked, or the error as it is when it means nothing to
 * them. Told by names and codes alone: the classes may be loaded twice.
 */
export function translateError(error: unknown): unknown {
  if (isAppError(error)) return error;
  const refusal = readOnlyRefusal(error);
  if (refusal !== null) {
    return refusal.includes("fenced")
      ? moving()
      : new AppError("workspace_read_only", "This workspace is read-only now. Nothing was changed.");
  }
  switch (codeOf(error)) {
    case "tenant_suspended":
      return new AppError(
        "workspace_suspended",
        "This workspace is suspended. Ask its owner, or whoever runs this service.",
      );
    case "tenant_outdated":
      return unavailable("This workspace is being updated. Try again in a moment.");
    case "tenant_moving":
      return moving();
    case "tenant_busy":
    case "lease_lost":
      return unavailable("The workspace is busy. Try again in a moment.");
    case "tenant_not_found":
    case "tenant_provisioning":
    case "tenant_deleting":
      return forbidden();
    // Gone between the look and the write (Prisma: record not found, foreign key violated).
    case "P2025":
    case "P2003":
      return notFound();
    // Lost against another write, waited too long for a connection or for the transaction to end.
    case "P2034":
    case "P2028":
    case "P2024":
    case "pool_timeout":
      return unavailable("The workspace is busy. Try again in a moment.");
    default:
      return error;
  }
}

function moving(): AppError {
  return unavailable("This workspace is being moved and can only be read for a moment. Try again soon.");
}

function unavailable(message: string): AppError {
  return new AppError("unavailable", message, { retryAfterSeconds: soon });
}

/** The code of an error that has one, whatever threw it. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

const readOnlyCodes = new Set([
  "SQLITE_READONLY",
  // read_only_sql_transaction, PostgreSQL's appendix A
  "25006",
]);

/**
 * What a database said that refused a write because the tenant was made read-only, or fenced for a move, after the
 * request had looked; null for anything else.
 */
function readOnlyRefusal(error: unknown): string | null {
  const cause = field(field(field(error, "meta"), "driverAdapterError"), "cause");
  const code = field(cause, "originalCode");
  if (typeof code !== "string" || !readOnlyCodes.has(code)) return null;
  return String(field(cause, "originalMessage"));
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

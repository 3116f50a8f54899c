/** Whether an error is Prisma's for a unique constraint (P2002). Told by its code: the class may be loaded twice. */
export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, "P2002");
}

/** Whether an error is Prisma's for a record that was to be changed and is not there (P2025). */
export function isMissingRecord(error: unknown): boolean {
  return hasCode(error, "P2025");
}

/**
 * Whether an error is Prisma's for a transaction that lost against another one and may be run again: P2034, or the
 * adapter's own where it is the COMMIT that the server refuses, which Prisma passes on as it is.
 */
export function isWriteConflict(error: unknown): boolean {
  if (hasCode(error, "P2034")) return true;
  return error instanceof Error && isConflict(error.cause);
}

function isConflict(cause: unknown): boolean {
  return (
    typeof cause === "object" &&
    cause !== null &&
    "kind" in cause &&
    cause.kind === "TransactionWriteConflict"
  );
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}

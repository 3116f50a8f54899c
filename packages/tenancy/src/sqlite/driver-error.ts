import { DriverAdapterError, type MappedError } from "@prisma/driver-adapter-utils";

/** What the triggers of a fenced file say: see `fenceFile`. */
export const fencedMessage = "tenant fenced: its data is elsewhere by now, or about to be";

interface SqliteError extends Error {
  code: string;
}

/**
 * Turns what the driver threw into what Prisma understands, so that a broken constraint comes out as P2002,
 * P2003 and the like. Anything that is not an SQLite error is passed through as it is.
 */
export function toPrismaError(error: unknown): unknown {
  if (!isSqliteError(error)) return error;
  if (error.message === fencedMessage) return fenced();
  return new DriverAdapterError({
    originalCode: error.code,
    originalMessage: error.message,
    ...mapped(error),
  });
}

// As a connection that only reads would refuse it: to whoever writes it is no different.
function fenced(): DriverAdapterError {
  const readOnly = 8;
  const mappedError = { kind: "sqlite", extendedCode: readOnly, message: fencedMessage } as const;
  return new DriverAdapterError({
    originalCode: "SQLITE_READONLY",
    originalMessage: fencedMessage,
    ...mappedError,
  });
}

function isSqliteError(error: unknown): error is SqliteError {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code.includes("SQLITE")
  );
}

function mapped(error: SqliteError): MappedError {
  switch (error.code) {
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
      return uniqueViolation(error.message);
    case "SQLITE_CONSTRAINT_NOTNULL":
      return { kind: "NullConstraintViolation", constraint: fieldsOf(columnsIn(error.message)) };
    case "SQLITE_CONSTRAINT_FOREIGNKEY":
    case "SQLITE_CONSTRAINT_TRIGGER":
      return { kind: "ForeignKeyConstraintViolation", constraint: { foreignKey: {} } };
  }
  const extendedCode = unnamedCode(error.code);
  const busy = 5;
  if (
    error.code.startsWith("SQLITE_BUSY") ||
    (extendedCode !== undefined && (extendedCode & 0xff) === busy)
  ) {
    return { kind: "SocketTimeout" };
  }
  return (
    missingObject(error.message) ?? {
      kind: "sqlite",
      extendedCode: extendedCode ?? 1,
      message: error.message,
    }
  );
}

function uniqueViolation(message: string): MappedError {
  const columns = columnsIn(message);
  const table = columns?.[0]?.split(".").slice(0, -1).join(".") || undefined;
  return { kind: "UniqueConstraintViolation", constraint: fieldsOf(columns), table };
}

// "UNIQUE constraint failed: users.tenant, users.email"
function columnsIn(message: string): string[] | undefined {
  return message.split("constraint failed: ")[1]?.split(", ");
}

function fieldsOf(columns: string[] | undefined): { fields: string[] } | undefined {
  if (columns === undefined) return undefined;
  return { fields: columns.map((column) => column.slice(column.lastIndexOf(".") + 1)) };
}

function missingObject(message: string): MappedError | undefined {
  if (message.startsWith("no such table"))
    return { kind: "TableDoesNotExist", table: message.split(": ")[1] };
  if (message.startsWith("no such column")) return { kind: "ColumnNotFound", column: message.split(": ")[1] };
  const unknownColumn = message.split("has no column named ")[1];
  return unknownColumn === undefined ? undefined : { kind: "ColumnNotFound", column: unknownColumn };
}

// The driver names an extended code that it does not know by its number.
function unnamedCode(code: string): number | undefined {
  const number = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code)?.[1];
  return number === undefined ? undefined : Number(number);
}

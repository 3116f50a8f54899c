import pg from "pg";

/** The server's answer that it did not carry a statement out, after which the connection is as good as before. */
export function isRefusal(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.severity === "ERROR";
}

/** Whether `error` is the server's, with this SQLSTATE. */
export function hasState(error: unknown, ...states: string[]): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.code !== undefined && states.includes(error.code);
}

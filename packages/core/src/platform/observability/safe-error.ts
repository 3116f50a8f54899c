import { isAppError } from "../../errors";
import { codeOf } from "../../translate-error";

/** An error as it may stand in a log. */
export interface SafeError {
  type: string;
  code?: string;
  message?: string;
  /** Where it happened, without the message that heads a stack. */
  stack?: string;
  cause?: SafeError;
}

// What these say is written by programmers for programmers. A database, a parser, a validator or a mail server quotes
// what it was given.
const plain = new Set([
  "Error",
  "TypeError",
  "RangeError",
  "ReferenceError",
  "EnvError",
  "DataDirError",
  "TenancyError",
]);
const address = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g;
const quoted = /"[^"]*"|'[^']*'|`[^`]*`/g;
const longest = 300;
const deepest = 3;

/**
 * What of an error may be logged: its kind, its code and where it happened; of those that cannot quote what people wrote
 * also the message, without anything quoted in it and without addresses.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error) && !isAppError(error)) return { type: typeof error };
  const code = codeOf(error);
  const message = messageOf(error);
  const stack = framesOf(error);
  return {
    type: error.name,
    ...(code === null ? {} : { code }),
    ...(message === null ? {} : { message }),
    ...(stack === null ? {} : { stack }),
    ...(error.cause === undefined || depth >= deepest ? {} : { cause: safeError(error.cause, depth + 1) }),
  };
}

function messageOf(error: Error): string | null {
  if (!plain.has(error.name) && !isAppError(error)) return null;
  // Node's own, and libraries', carry what they were given beside their code.
  if (error.name === "Error" && codeOf(error) !== null) return null;
  return error.message.replace(quoted, "…").replace(address, "…").slice(0, longest);
}

function framesOf({ stack }: Error): string | null {
  const frames = stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return frames.length > 0 ? frames.join("\n") : null;
}

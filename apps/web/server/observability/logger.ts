import { safeError } from "@acre/core/platform";
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";
import { forPeople } from "./for-people";
import { currentFacts } from "./request-facts";

export type { Logger } from "pino";

export interface LoggerOptions {
  level: string;
  /** Where lines go; standard output unless said. */
  destination?: DestinationStream;
}

/**
 * One JSON object in a line, or in a terminal a line for people. A line written while a request is answered carries its
 * ids. An error is logged without what it quotes.
 */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: (error: unknown) => safeError(error) },
    mixin: () => ({ ...currentFacts() }),
  };
  return pino(options, destination ?? (process.stdout.isTTY ? forPeople(process.stdout) : process.stdout));
}

import type { Logger } from "./logger";

/**
 * Has what libraries print as an error or a warning, such as Next.js of a page that failed, logged as errors are: with
 * nothing that a message may quote.
 * @returns gives the console back
 */
export function adoptConsole(logger: Logger): () => void {
  const { error, warn } = console;
  console.error = (...parts: unknown[]) => report(logger, "error", parts);
  console.warn = (...parts: unknown[]) => report(logger, "warn", parts);
  return () => Object.assign(console, { error, warn });
}

function report(logger: Logger, level: "error" | "warn", parts: unknown[]): void {
  const err = parts.find((part) => part instanceof Error);
  if (err) logger[level]({ err }, "An error was reported");
  else logger[level]({ err: new Error(parts.filter(isText).join(" ")) }, "Something was reported");
}

function isText(part: unknown): part is string {
  return typeof part === "string";
}

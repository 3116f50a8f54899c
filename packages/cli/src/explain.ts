import { CommanderError } from "@commander-js/extra-typings";
import { ZodError } from "zod";
import { UsageError } from "./usage-error";

export interface Explanation {
  /** For programs. */
  code: string;
  /** For people: what is wrong and the way out. */
  message: string;
  exitCode: 1 | 2;
}

const foreseen = new Set([
  "TenancyError",
  "AppError",
  "DataDirError",
  "EnvError",
  "Aborted",
  "ImportRefused",
]);

/** What an operator needs to read of a command that failed: no stack, which `--debug` shows. */
export function explain(error: unknown): Explanation {
  if (error instanceof UsageError) return { code: "usage", message: error.message, exitCode: 2 };
  if (error instanceof CommanderError) return { code: "usage", message: complaint(error), exitCode: 2 };
  if (error instanceof ZodError) {
    const message = error.issues.map(sentenceOf).join(" ");
    return { code: "invalid_input", message, exitCode: 2 };
  }
  if (!(error instanceof Error)) return { code: "unexpected", message: String(error), exitCode: 1 };
  const code = "code" in error && typeof error.code === "string" ? error.code : "unexpected";
  const inside = /^\s*Invalid `[^`]+` invocation[^\n]*\n\s*(\S.*)$/s.exec(error.message)?.[1];
  // A refusal of the engine, thrown within a client of Prisma's, which puts the call in front and keeps the code.
  if (inside !== undefined && code === "statement_refused") return { code, message: inside, exitCode: 1 };
  const hint = foreseen.has(error.name) ? "" : " Run it again with --debug for the details.";
  return { code, message: `${error.message}${hint}`, exitCode: 1 };
}

// Where a command was left out Commander shows the help, and has no sentence for it.
function complaint({ code, message }: CommanderError): string {
  return code === "commander.help"
    ? "Say which command: --help shows them."
    : message.replace(/^error: /, "");
}

// A message of ours names what it is about. Zod's own, and "Give 500 or fewer.", do not say of which option they speak.
function sentenceOf({ path, message }: ZodError["issues"][number]): string {
  return /^(Invalid|Too|Give) /.test(message) ? [...path, message].join(": ") : message;
}

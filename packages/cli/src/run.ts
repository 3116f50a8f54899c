import { type Command, CommanderError, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { explain } from "./explain";
import { Reported } from "./reported";

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 failed, 2 not understood
 */
export async function run(program: Command, args: string[]): Promise<number> {
  const wantsJson = args.includes("--json");
  if (wantsJson) sayNothing(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    // Commander has shown the help that was asked for, or said to people what it did not understand.
    if (error instanceof CommanderError && (error.exitCode === 0 || !wantsJson))
      return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Reported) return 1;
    const { code, message, exitCode } = explain(error);
    process.stderr.write(
      wantsJson ? `${JSON.stringify({ error: { code, message } })}\n` : `acre: ${message}\n`,
    );
    if (args.includes("--debug")) console.error(error);
    return exitCode;
  }
}

/** Keeps Commander's own complaints, which are for people, from those who read JSON. */
function sayNothing(command: CommandUnknownOpts): void {
  command.configureOutput({ writeErr: () => {} });
  for (const child of command.commands) sayNothing(child);
}

import { type Command, CommanderError } from "@commander-js/extra-typings";
import { explain } from "./explain";
import { Reported } from "./reported";

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 failed, 2 not understood
 */
export async function run(program: Command, args: string[]): Promise<number> {
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    // Commander has said itself what it did not understand, or shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Reported) return 1;
    const { code, message, exitCode } = explain(error);
    const wantsJson = args.includes("--json");
    process.stderr.write(
      wantsJson ? `${JSON.stringify({ error: { code, message } })}\n` : `acre: ${message}\n`,
    );
    if (args.includes("--debug")) console.error(error);
    return exitCode;
  }
}

import type { Command } from "@commander-js/extra-typings";

/** Whether a program reads what the command prints: `--json`, before the command's name or after it. */
export function wantsJson(command: { optsWithGlobals(): object }): boolean {
  return Reflect.get(command.optsWithGlobals(), "json") === true;
}

/** Gives a command and all below it the options that every command takes. */
export function addGlobalOptions(command: Command): void {
  command
    .option("--json", "print one JSON document for programs")
    .option("--debug", "show the stack of an error");
  for (const child of command.commands) addGlobalOptions(child as Command);
}

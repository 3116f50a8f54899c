import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { expect, it } from "vitest";
import { createProgram } from "./program";

it.each(everyCommand(createProgram()).map((command) => [nameOf(command), command] as const))(
  "`%s --help` shows how it is typed",
  (name, command) => {
    let help = "";
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(help).toMatch(/^Examples?:$/m);
    expect(help).toMatch(new RegExp(`^  \\$ .*${name}`, "m"));
  },
);

function everyCommand(command: CommandUnknownOpts): CommandUnknownOpts[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

function nameOf(command: CommandUnknownOpts): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

import type { Command } from "@commander-js/extra-typings";

/** What can follow one command on the line. */
export interface Completion {
  /** The command's words, such as `acre tenant move`. */
  path: string;
  /** Commands under it. */
  commands: { name: string; description: string }[];
  options: { name: string; description: string; choices: string[] }[];
}

/** Every command there is, and what can follow each. */
export function completionsOf(command: Command, before = ""): Completion[] {
  const path = `${before} ${command.name()}`.trim();
  const children = command.commands as Command[];
  return [
    {
      path,
      commands: children.map((child) => ({ name: child.name(), description: child.description() })),
      options: command.options.map(({ long, short, description, argChoices }) => ({
        name: long ?? short ?? "",
        description,
        choices: argChoices ?? [],
      })),
    },
    ...children.flatMap((child) => completionsOf(child, path)),
  ];
}

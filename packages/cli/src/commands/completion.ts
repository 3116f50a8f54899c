import { Argument, Command } from "@commander-js/extra-typings";
import { completionScript, shells } from "../completion/scripts";
import { completionsOf } from "../completion/tree";

export function completionCommand() {
  return new Command("completion")
    .description("print a script that completes commands and options in a shell")
    .addArgument(new Argument("<shell>").choices(shells))
    .addHelpText(
      "after",
      `
Examples:
  $ alias acre='npx acre'
  $ source <(acre completion bash)
  $ acre completion zsh > ~/.acre-completion && source ~/.acre-completion
  $ acre completion fish | source`,
    )
    .action((shell, _options, command) => {
      let program: { parent: typeof command.parent } = command;
      while (program.parent) program = program.parent;
      process.stdout.write(completionScript(shell, completionsOf(program as Command)));
    });
}

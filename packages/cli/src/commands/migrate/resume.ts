import { resumeMigrations } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { watchRun } from "./watch-run";

export function resumeCommand() {
  return new Command("resume")
    .description("go on with the run that paused, or whose process died, where it stands")
    .addHelpText("after", "\nExample:\n  $ npx acre migrate resume")
    .action(async (_options, command) => watchRun(command, resumeMigrations));
}

import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../../examples";
import { listCommand } from "./list";
import { runCommand } from "./run";
import { runsCommand } from "./runs";

export function jobsCommand() {
  return new Command("jobs")
    .description("what a server does by itself at its times, and how it went")
    .addHelpText("after", examplesOf(["acre jobs list", "acre jobs run archive-tasks --tenant acme_corp"]))
    .addCommand(listCommand())
    .addCommand(runCommand())
    .addCommand(runsCommand());
}

import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../../examples";
import { listCommand } from "./list";
import { pruneCommand } from "./prune";
import { verifyCommand } from "./verify";

export function backupCommand() {
  return new Command("backup")
    .description("the backups that are kept; `acre tenant backup` makes one")
    .addHelpText(
      "after",
      examplesOf([
        "acre backup list --tenant acme_corp",
        "acre backup verify --all",
        "acre backup prune --keep 7 --older-than 30 --dry-run",
      ]),
    )
    .addCommand(listCommand())
    .addCommand(verifyCommand())
    .addCommand(pruneCommand());
}

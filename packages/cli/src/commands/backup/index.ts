import { Command } from "@commander-js/extra-typings";
import { listCommand } from "./list";
import { pruneCommand } from "./prune";
import { verifyCommand } from "./verify";

export function backupsCommand() {
  return new Command("backup")
    .description("the backups that are kept; `acre tenant backup` makes one")
    .addCommand(listCommand())
    .addCommand(verifyCommand())
    .addCommand(pruneCommand());
}

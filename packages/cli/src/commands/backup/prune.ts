import { pruneBackups, pruneBackupsInput } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { confirmWord } from "../../confirm";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { backupTable } from "./backup-table";

export function pruneCommand() {
  return new Command("prune")
    .description("remove the backups whose time is over, and those that the rules given let go")
    .option("--keep <count>", "keep the newest so many of each tenant", Number)
    .option("--older-than <days>", "only those that are older", Number)
    .option("--dry-run", "say what would go, and remove nothing")
    .option("--yes", "do not ask")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre backup prune --yes
  $ npx acre backup prune --keep 7 --older-than 30 --dry-run

The archive of an erased tenant goes by its own time alone.`,
    )
    .action(async ({ keep, olderThan, dryRun = false, yes }, command) => {
      const input = pruneBackupsInput.parse({ keep, olderThanDays: olderThan, dryRun });
      if (!dryRun)
        await confirmWord("prune", "This removes backups for good; --dry-run shows which.", yes === true);
      const removed = await withOperator((operator) => pruneBackups(operator, input));
      const title = `${dryRun ? "Would be removed" : "Removed"}: ${removed.length}.`;
      print(wantsJson(command), { removed, dryRun }, [
        title,
        ...(removed.length === 0 ? [] : backupTable(removed)),
      ]);
    });
}

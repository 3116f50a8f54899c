import { listBackups } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { backupTable } from "./backup-table";

export function listCommand() {
  return new Command("list")
    .description("the backups that are kept, newest first")
    .option("--tenant <tenant>", "only those of this tenant: its id, or its slug when they were made")
    .addHelpText("after", "\nExample:\n  $ npx acre backup list --tenant acme_corp")
    .action(async ({ tenant }, command) => {
      const backups = await withOperator((operator) => listBackups(operator, tenant));
      print(wantsJson(command), { backups }, backupTable(backups));
    });
}

import { cancelMigrations } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { confirmWord } from "../../confirm";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { runFacts } from "./run-facts";

export function cancelCommand() {
  return new Command("cancel")
    .description("end the run that paused; what is migrated stays migrated")
    .option("--yes", "do not ask")
    .addHelpText("after", "\nExample:\n  $ npx acre migrate cancel --yes")
    .action(async ({ yes }, command) => {
      await confirmWord("cancel", "Tenants that were not reached stay on the version before.", yes === true);
      const run = await withOperator(cancelMigrations);
      print(wantsJson(command), { run }, runFacts(run));
    });
}

import { retryMigrations } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { UsageError } from "../../usage-error";
import { watchRun } from "./watch-run";

export function retryCommand() {
  return new Command("retry")
    .description("do the tenants again that failed in the newest run, and go on with it")
    .option("--failed", "those that failed; the others are done")
    .addHelpText("after", "\nExample:\n  $ npx acre migrate retry --failed")
    .action(async ({ failed }, command) => {
      if (failed !== true) throw new UsageError("Say what to do again: --failed.");
      await watchRun(command, retryMigrations);
    });
}

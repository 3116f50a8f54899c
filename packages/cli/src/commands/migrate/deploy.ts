import { deployMigrations } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { deployChoices, deployOptions } from "./plan-options";
import { watchRun } from "./watch-run";

export function deployCommand() {
  return deployOptions(new Command("deploy"))
    .description("bring every tenant up to date, in waves, while people work")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre migrate deploy
  $ npx acre migrate deploy --canary acme_corp --waves 1,10%,100%
  $ npx acre migrate deploy --waves 10% --health-command 'curl -fsS https://acre.example.com/api/ready'

Exit code 1 when it paused or a tenant failed.`,
    )
    .action(async (choices, command) => {
      const input = deployChoices(choices);
      await watchRun(command, (operator, watch) => deployMigrations(operator, input, watch));
    });
}

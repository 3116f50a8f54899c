import { deployInput, deployMigrations } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { listOf, planOptions } from "./plan-options";
import { watchRun } from "./watch-run";

export function deployCommand() {
  return planOptions(new Command("deploy"))
    .description("bring every tenant up to date, in waves, while people work")
    .option("--max-failures <count>", "how many tenants may fail before it pauses: 5, or 2% of them")
    .option("--health-command <command>", "asked between waves; it goes on when that ends with 0")
    .option("--no-health", "ask nothing between waves; otherwise each migrated tenant is opened and read")
    .option("--concurrency <count>", "tenants migrated at once", Number)
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre migrate deploy
  $ npx acre migrate deploy --canary acme_corp --waves 1,10%,100%
  $ npx acre migrate deploy --waves 10% --health-command 'curl -fsS https://acre.example.com/api/ready'

Exit code 1 when it paused or a tenant failed.`,
    )
    .action(async ({ canary, waves, maxFailures, healthCommand, health, force, concurrency }, command) => {
      const input = deployInput.parse({
        canary: listOf(canary),
        ...(waves === undefined ? {} : { waves: listOf(waves) }),
        maxFailures,
        healthCommand,
        health,
        force,
        concurrency,
      });
      await watchRun(command, (operator, watching) => deployMigrations(operator, input, watching));
    });
}

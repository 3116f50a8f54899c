import { planMigrations } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { deployChoices, planOptions } from "./plan-options";
import { riskLines } from "./risk-lines";

export function planCommand() {
  return planOptions(new Command("plan"))
    .description("what a deployment would do, and what it risks; changes nothing")
    .addHelpText("after", "\nExample:\n  $ npx acre migrate plan --canary acme_corp --waves 1,10%,100%")
    .action(async (choices, command) => {
      const input = deployChoices(choices);
      const plan = await withOperator((operator) => planMigrations(operator, input));
      const nothing = plan.tenants === 0;
      print(
        wantsJson(command),
        plan,
        nothing
          ? "Every tenant is up to date."
          : [
              `Tenants to migrate: ${plan.tenants}`,
              ...plan.migrations.flatMap((migration) => riskLines(migration)),
              ...plan.waves.map(({ name, tenants }) => `Wave ${name}: ${tenants}`),
              ...plan.olderServers.map(
                ({ id, schema }) =>
                  `Serves with older code: process ${id} (${schema ?? "before that was noted"})`,
              ),
              ...(plan.refused === null ? [] : [`It would be refused: ${plan.refused}`]),
            ],
      );
    });
}

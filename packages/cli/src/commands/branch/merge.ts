import { mergeBranch } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { Reported } from "../../reported";
import { deployChoices, deployOptions } from "../migrate/plan-options";
import { runFacts } from "../migrate/run-facts";
import { watching } from "../migrate/watch-run";

export function mergeCommand() {
  return deployOptions(new Command("merge").argument("<name>"))
    .description("deploy a branch's migrations to every tenant, and remove its previews")
    .addHelpText(
      "after",
      `
Example:
  $ npx acre branch merge estimates --canary acme_corp --waves 10%

Paused, it is gone on with by merging again. Put the migrations into the code afterwards: acre branch changes estimates --write`,
    )
    .action(async (name, choices, command) => {
      const input = deployChoices(choices);
      const merged = await watching(command, (operator, watch) => mergeBranch(operator, name, input, watch));
      const { run, status, migrations } = merged;
      print(wantsJson(command), merged, [
        `${name} is ${status}: ${migrations.join(", ")}`,
        ...(run === null ? ["Every tenant had it already."] : runFacts(run)),
        ...(status === "merged" ? [`Put it into the code too: npx acre branch changes ${name} --write`] : []),
      ]);
      if (run !== null && run.status !== "completed") throw new Reported();
    });
}

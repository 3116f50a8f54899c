import { plans, setPlan } from "@acre/core/platform";
import { Argument, Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";

export function planCommand() {
  return new Command("plan")
    .description("put a tenant on a plan")
    .argument("<slug>")
    .addArgument(new Argument("<plan>", "which").choices(plans))
    .addHelpText("after", "\nExample:\n  $ npx acre tenant plan acme_corp pro")
    .action(async (slug, plan, _options, command) => {
      const set = await withOperator((operator) => setPlan(operator, slug, plan));
      print(wantsJson(command), set, `${slug} is on the plan ${set.plan}.`);
    });
}

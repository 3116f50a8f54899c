import { markTemplate } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";

export function templateCommand() {
  return new Command("template")
    .description("let new tenants begin with this one's data")
    .argument("<slug>")
    .option("--off", "no longer")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre tenant template starter
  $ npx acre tenant create acme_corp --template starter`,
    )
    .action(async (slug, { off }, command) => {
      const tenant = await withOperator((operator) => markTemplate(operator, slug, off !== true));
      print(wantsJson(command), tenant, `${slug} is ${tenant.template ? "a template" : "no template"} now.`);
    });
}

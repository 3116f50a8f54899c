import { createTenant } from "@acre/core/platform";
import { Command, Option } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { isolationOption, toOption } from "../place-options";
import { tenantFacts } from "./tenant-facts";

export function createCommand() {
  return new Command("create")
    .description("make a tenant that nobody belongs to yet")
    .argument("<slug>", "its name in addresses, such as acme_corp")
    .option("--company <name>", "its name for people; from the slug unless said")
    .option("--template <slug>", "begin with the data of this template")
    .addOption(toOption())
    .addOption(isolationOption())
    .addOption(
      new Option("--placement <rule>", "with several servers: where there are fewest tenants").choices([
        "least-tenants",
      ] as const),
    )
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre tenant create acme_corp --company "ACME Corp"
  $ npx acre tenant create acme_corp --template starter`,
    )
    .action(async (slug, options, command) => {
      const tenant = await withOperator((operator) => createTenant(operator, { slug, ...options }));
      print(wantsJson(command), tenant, tenantFacts(tenant));
    });
}

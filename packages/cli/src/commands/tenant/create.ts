import { createTenant } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { tenantFacts } from "./tenant-facts";

export function createCommand() {
  return new Command("create")
    .description("make a tenant that nobody belongs to yet")
    .argument("<slug>", "its name in addresses, such as acme_corp")
    .option("--company <name>", "its name for people; from the slug unless said")
    .addHelpText("after", '\nExample:\n  $ npx acre tenant create acme_corp --company "ACME Corp"')
    .action(async (slug, { company }, command) => {
      const tenant = await withOperator((operator) => createTenant(operator, { slug, company }));
      print(wantsJson(command), tenant, tenantFacts(tenant));
    });
}

import { renameTenant } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { tenantFacts } from "./tenant-facts";

export function renameCommand() {
  return new Command("rename")
    .description("change what a tenant is called in addresses, and nothing else")
    .argument("<slug>")
    .argument("<new-slug>")
    .addHelpText("after", "\nExample:\n  $ npx acre tenant rename acme_3 acme_4")
    .action(async (slug, newSlug, _options, command) => {
      const tenant = await withOperator((operator) => renameTenant(operator, slug, newSlug));
      print(wantsJson(command), tenant, tenantFacts(tenant));
    });
}

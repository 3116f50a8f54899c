import { setTenantStatus } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { tenantFacts } from "./tenant-facts";

export function resumeCommand() {
  return new Command("resume")
    .description("open a suspended tenant again")
    .argument("<slug>")
    .addHelpText("after", "\nExample:\n  $ npx acre tenant resume acme_corp")
    .action(async (slug, _options, command) => {
      const tenant = await withOperator((operator) => setTenantStatus(operator, slug, "active"));
      print(wantsJson(command), tenant, tenantFacts(tenant));
    });
}

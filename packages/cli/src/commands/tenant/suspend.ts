import { setTenantStatus } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { tenantFacts } from "./tenant-facts";

export function suspendCommand() {
  return new Command("suspend")
    .description("close a tenant, or make it read-only")
    .argument("<slug>")
    .option("--read-only", "let its people go on reading")
    .addHelpText("after", "\nExample:\n  $ npx acre tenant suspend acme_corp --read-only")
    .action(async (slug, { readOnly }, command) => {
      const status = readOnly ? "read_only" : "suspended";
      const tenant = await withOperator((operator) => setTenantStatus(operator, slug, status));
      print(wantsJson(command), tenant, tenantFacts(tenant));
    });
}

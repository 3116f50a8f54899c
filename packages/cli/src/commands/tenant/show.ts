import { showTenant } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { bytesText } from "../../output/bytes";
import { print } from "../../output/print";
import { facts } from "../../output/table";
import { withOperator } from "../../with-operator";
import { tenantFacts } from "./tenant-facts";

export function showCommand() {
  return new Command("show")
    .description("what the catalog knows of one tenant")
    .argument("<slug>")
    .addHelpText("after", "\nExample:\n  $ npx acre tenant show acme_corp")
    .action(async (slug, _options, command) => {
      const tenant = await withOperator((operator) => showTenant(operator, slug));
      const { memberships: members, deleteAt } = tenant;
      print(wantsJson(command), tenant, [
        ...tenantFacts(tenant),
        ...facts({
          members,
          size: tenant.bytes === null ? null : bytesText(tenant.bytes),
          template: tenant.template ? "yes" : "no",
          ...(deleteAt ? { erased: deleteAt } : {}),
        }),
      ]);
    });
}

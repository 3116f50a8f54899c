import { deleteTenant } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { confirmSlug } from "../../confirm";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";

export function deleteCommand() {
  return new Command("delete")
    .description("erase a tenant and everything in it")
    .argument("<slug>")
    .option("--yes", "do not ask")
    .addHelpText("after", "\nExample:\n  $ npx acre tenant delete acme_corp")
    .action(async (slug, { yes }, command) => {
      await confirmSlug(slug, `This erases the tenant ${slug} and everything in it, for good.`, yes === true);
      const deleted = await withOperator((operator) => deleteTenant(operator, slug));
      print(wantsJson(command), deleted, `Erased ${slug} (${deleted.id}).`);
    });
}

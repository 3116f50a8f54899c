import { copyTenant, countRows } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { interruptible } from "../../interruptible";
import { print } from "../../output/print";
import { showProgress } from "../../output/progress";
import { withOperator } from "../../with-operator";
import { isolationOption, toOption } from "../place-options";
import { tenantFacts } from "./tenant-facts";

export function copyCommand() {
  return new Command("copy")
    .description("make a tenant from another one, which goes on being used; no account reaches the copy yet")
    .argument("<slug>")
    .argument("<new-slug>")
    .option("--no-data", "the schema alone")
    .option("--company <name>", "its name for people; from the new slug unless said")
    .addOption(toOption())
    .addOption(isolationOption())
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre tenant copy acme_corp acme_3
  $ npx acre tenant copy acme_corp acme_3 --no-data`,
    )
    .action(async (from, slug, { data, company, to, isolation }, command) => {
      const json = wantsJson(command);
      const tenant = await withOperator((operator) =>
        interruptible(async (stop) => {
          const rows = json || !data ? null : await countRows(operator, from);
          const progress = showProgress({ title: `Copying ${from}`, json, rows, stop });
          const onProgress = progress.rows.bind(null, "copy");
          return copyTenant(operator, from, { slug, company, data, to, isolation, onProgress }).finally(
            progress.stop,
          );
        }),
      );
      print(json, tenant, tenantFacts(tenant));
    });
}

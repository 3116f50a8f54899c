import { rotateAllKeys, rotateKey } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { interruptible } from "../../interruptible";
import { print } from "../../output/print";
import { showProgress } from "../../output/progress";
import { Reported } from "../../reported";
import { UsageError } from "../../usage-error";
import { withOperator } from "../../with-operator";

export function rotateKeyCommand() {
  return new Command("rotate-key")
    .description("encrypt a tenant's file under a new key")
    .argument("[slug]")
    .option("--all", "every tenant that has a key of its own, one after the other")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre tenant rotate-key acme_corp
  $ npx acre tenant rotate-key --all

Another ACRE_MASTER_KEY needs no new keys: the next start wraps them by it, see docs/operation.md.`,
    )
    .action(async (slug, { all }, command) => {
      const json = wantsJson(command);
      if ((slug === undefined) === (all === undefined))
        throw new UsageError("Say which: a tenant's slug, or --all.");
      if (slug !== undefined) {
        const rotated = await withOperator((operator) => rotateKey(operator, slug));
        print(json, rotated, `${slug} is under a new key.`);
        return;
      }
      const report = await withOperator((operator) =>
        interruptible(async (stop) => {
          const progress = showProgress({ title: "New keys", json, stop });
          return rotateAllKeys(operator, progress.count).finally(progress.stop);
        }, "Stopped. Tenants that were done stay under their new keys; run it again for all of them."),
      );
      const failures = report.failed.map(({ slug: name, message }) => `Not ${name}: ${message}`);
      print(json, report, [`Under a new key: ${report.rotated}.`, ...failures]);
      if (report.failed.length > 0) throw new Reported();
    });
}

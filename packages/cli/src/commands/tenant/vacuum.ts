import { vacuumTenant } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { bytesText } from "../../output/bytes";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";

export function vacuumCommand() {
  return new Command("vacuum")
    .description("give back the space that deleted rows took")
    .argument("<slug>")
    .addHelpText("after", "\nExample:\n  $ npx acre tenant vacuum acme_corp")
    .action(async (slug, _options, command) => {
      const report = await withOperator((operator) => vacuumTenant(operator, slug));
      const { bytesBefore, bytesAfter } = report;
      const sizes =
        bytesBefore === null || bytesAfter === null
          ? "."
          : `: ${bytesText(bytesBefore)} before, ${bytesText(bytesAfter)} after.`;
      print(wantsJson(command), report, `Vacuumed ${slug}${sizes}`);
    });
}

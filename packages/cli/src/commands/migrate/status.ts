import { migrationStatus } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { facts } from "../../output/table";
import { withOperator } from "../../with-operator";
import { runFacts } from "./run-facts";

export function statusCommand() {
  return new Command("status")
    .description("where the fleet stands, and the newest run; opens no tenant")
    .addHelpText("after", "\nExample:\n  $ npx acre migrate status --json")
    .action(async (_options, command) => {
      const status = await withOperator(migrationStatus);
      const { tenants, groups, migrations, run } = status;
      print(wantsJson(command), status, [
        ...facts({ tenants: tenants.total, "up to date": tenants.current, behind: tenants.behind }),
        ...groups.map(
          ({ datasource, schemaVersion, tenants: count }) =>
            `  ${count} in ${datasource} at ${schemaVersion ?? "no version"}`,
        ),
        ...(migrations.length > 0 ? [`Missing: ${migrations.join(", ")}`] : []),
        ...(run === null ? [] : ["", ...runFacts(run)]),
      ]);
    });
}

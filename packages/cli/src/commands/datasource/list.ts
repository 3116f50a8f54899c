import { listPlaces } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { table } from "../../output/table";
import { withOperator } from "../../with-operator";

export function listCommand() {
  return new Command("list")
    .description("the places there are, and how many tenants each has")
    .addHelpText("after", "\nExample:\n  $ npx acre datasource list")
    .action(async (_options, command) => {
      const datasources = await withOperator(listPlaces);
      const lines = table(datasources, {
        PLACE: ({ name }) => name,
        ISOLATION: ({ isolation }) => isolation,
        TENANTS: ({ tenants }) => tenants,
        "NEW ONES": ({ forNew, draining }) => (draining ? "none: drained" : forNew ? "go here" : null),
      });
      print(wantsJson(command), { datasources }, lines);
    });
}

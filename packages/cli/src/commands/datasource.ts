import { listPlaces } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../global-options";
import { print } from "../output/print";
import { table } from "../output/table";
import { withOperator } from "../with-operator";

export function datasourceCommand() {
  return new Command("datasource").description("the places where tenants live").addCommand(listCommand());
}

function listCommand() {
  return new Command("list")
    .description("the places there are, and how many tenants each has")
    .addHelpText("after", "\nExample:\n  $ npx acre datasource list")
    .action(async (_options, command) => {
      const datasources = await withOperator(listPlaces);
      const lines = table(datasources, {
        PLACE: ({ name }) => name,
        ISOLATION: ({ isolation }) => isolation,
        TENANTS: ({ tenants }) => tenants,
        "NEW ONES": ({ forNew }) => (forNew ? "go here" : null),
      });
      print(wantsJson(command), { datasources }, lines);
    });
}

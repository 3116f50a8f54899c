import { removeServer } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";

export function removeCommand() {
  return new Command("remove")
    .description("forget a server that no tenant is on")
    .argument("<name>")
    .addHelpText(
      "after",
      `
Example:
  $ npx acre datasource remove pg2

Refused while tenants are on it, or the old data of some that were moved. Nothing on the server itself is changed.`,
    )
    .action(async (name, _options, command) => {
      const removed = await withOperator((operator) => removeServer(operator, name));
      print(
        wantsJson(command),
        removed,
        `Removed ${name}. What the engine made there, the schema acre and a login, is left for you to drop.`,
      );
    });
}

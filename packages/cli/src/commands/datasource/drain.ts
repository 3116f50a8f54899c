import { drainServer } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";

export function drainCommand() {
  return new Command("drain")
    .description("give a server no new tenants, before it is removed for example")
    .argument("<name>")
    .option("--undo", "give it new ones again")
    .addHelpText(
      "after",
      "\nExamples:\n  $ npx acre datasource drain pg2\n  $ npx acre datasource drain pg2 --undo",
    )
    .action(async (name, { undo }, command) => {
      const server = await withOperator((operator) => drainServer(operator, name, undo !== true));
      const left =
        server.tenants === 0 ? "It has none." : `It has ${server.tenants}, which stay until they are moved.`;
      print(
        wantsJson(command),
        server,
        server.draining ? `${name} gets no new tenants. ${left}` : `${name} may get new tenants again.`,
      );
    });
}

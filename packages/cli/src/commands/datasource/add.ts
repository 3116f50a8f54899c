import { addServer } from "@acre/core/platform";
import { Command, Option } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { UsageError } from "../../usage-error";
import { withOperator } from "../../with-operator";

// Every user of the machine can read a command line.
const urlVariable = "ACRE_SERVER_URL";

export function addCommand() {
  return new Command("add")
    .description("add a PostgreSQL database that tenants can be placed on")
    .argument("<name>", "what to call it, such as pg2")
    .option("--url <address>", `its owner's address; or set ${urlVariable}, which nobody else can read`)
    .addOption(
      new Option("--isolation <model>", "how it keeps tenants apart; schema unless said").choices([
        "schema",
        "row",
      ] as const),
    )
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre datasource add pg2 --url postgres://owner:password@db2.example.com:5432/acre
  $ npx acre tenant move acme_corp --to pg2

The owner's login makes one for the application there, which may do nothing but reach tenants' data. The address is kept
in the catalog, encrypted under the master key. Running servers need no restart.`,
    )
    .action(async (name, { url: given, isolation }, command) => {
      const server = await withOperator((operator) => {
        const url = given ?? operator.platform.env.serverUrl;
        if (url === null) throw new UsageError(`Say where it is: --url, or ${urlVariable}.`);
        return addServer(operator, { name, url, isolation });
      });
      print(wantsJson(command), server, [
        `Added ${server.name}, which keeps tenants by ${server.isolation}. It was inspected: tenants are apart on it.`,
        `Place one there with: npx acre tenant move SLUG --to ${server.name}`,
      ]);
    });
}

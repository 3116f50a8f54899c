import { onboardCustomer } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../global-options";
import { print } from "../output/print";
import { facts } from "../output/table";
import { withOperator } from "../with-operator";

export function onboardCommand() {
  return new Command("onboard")
    .description("make a customer's workspace for them, and a one-time link to set their password")
    .requiredOption("--company <name>", "the company's name, in any language")
    .requiredOption("--email <address>", "who owns it")
    .requiredOption("--name <name>", "what they are called")
    .addHelpText(
      "after",
      '\nExample:\n  $ npx acre onboard --company "ACME Corp" --email admin@acme.com --name "Ada"',
    )
    .action(async ({ company, email, name }, command) => {
      const customer = await withOperator((operator) => onboardCustomer(operator, { company, email, name }));
      const workspace = customer.tenant;
      const lines =
        customer.setPasswordUrl === null
          ? facts({ workspace, "log in": `${email} has an account already` })
          : facts({ workspace, "set password": `${customer.setPasswordUrl} (works once, for 7 days)` });
      print(wantsJson(command), customer, lines);
    });
}

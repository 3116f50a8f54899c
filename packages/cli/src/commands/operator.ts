import { grantOperator, listOperators, type OperatorAccount, revokeOperator } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../examples";
import { wantsJson } from "../global-options";
import { print } from "../output/print";
import { table } from "../output/table";
import { withOperator } from "../with-operator";

export function operatorCommand() {
  return new Command("operator")
    .description("the people who may open the console at /admin")
    .addHelpText("after", examplesOf(["acre operator grant ada@acme.com", "acre operator list"]))
    .addCommand(grantCommand())
    .addCommand(revokeCommand())
    .addCommand(listCommand());
}

function grantCommand() {
  return new Command("grant")
    .description("let an account open the console")
    .argument("<email>")
    .addHelpText("after", "\nExample:\n  $ npx acre operator grant ada@acme.com")
    .action(async (email, _options, command) => {
      const operator = await withOperator((by) => grantOperator(by, email));
      print(wantsJson(command), operator, operatorTable([operator]));
    });
}

function revokeCommand() {
  return new Command("revoke")
    .description("take the console away from an account")
    .argument("<email>")
    .addHelpText("after", "\nExample:\n  $ npx acre operator revoke ada@acme.com")
    .action(async (email, _options, command) => {
      await withOperator((by) => revokeOperator(by, email));
      print(wantsJson(command), { revoked: email }, `${email} is no operator any more.`);
    });
}

function listCommand() {
  return new Command("list")
    .description("who may open the console")
    .addHelpText("after", "\nExample:\n  $ npx acre operator list")
    .action(async (_options, command) => {
      const operators = await withOperator(listOperators);
      print(wantsJson(command), { operators }, operatorTable(operators));
    });
}

function operatorTable(operators: OperatorAccount[]) {
  return table(operators, {
    "E-MAIL": ({ email }) => email,
    NAME: ({ name }) => name,
    SINCE: ({ since }) => since.slice(0, 10),
    BY: ({ grantedBy }) => grantedBy,
  });
}

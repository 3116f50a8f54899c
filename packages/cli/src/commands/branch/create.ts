import { createBranch, createBranchInput } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { listOf } from "../migrate/plan-options";
import { branchLines } from "./branch-lines";

export function createCommand() {
  return new Command("create")
    .description("a branch, with a preview of each of these tenants: a copy that its members can open")
    .argument("<name>")
    .requiredOption("--from <slugs>", "the tenants, with commas between them")
    .addHelpText("after", "\nExample:\n  $ npx acre branch create estimates --from acme_corp")
    .action(async (name, { from }, command) => {
      const input = createBranchInput.parse({ name, from: listOf(from) });
      const branch = await withOperator((operator) => createBranch(operator, input));
      print(wantsJson(command), branch, branchLines(branch));
    });
}

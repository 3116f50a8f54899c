import { showBranch } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../../examples";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";
import { branchLines } from "./branch-lines";

export function showCommand() {
  return new Command("show")
    .description("a branch, its migrations and where its previews are opened")
    .addHelpText("after", examplesOf(["acre branch show estimates"]))
    .argument("<name>")
    .action(async (name, _options, command) => {
      const branch = await withOperator((operator) => showBranch(operator, name));
      print(wantsJson(command), branch, branchLines(branch));
    });
}

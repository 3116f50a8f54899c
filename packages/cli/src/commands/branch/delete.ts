import { deleteBranch } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { confirmWord } from "../../confirm";
import { examplesOf } from "../../examples";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";

export function deleteCommand() {
  return new Command("delete")
    .description("remove a branch and its previews; the tenants themselves stay as they are")
    .addHelpText("after", examplesOf(["acre branch delete estimates"]))
    .argument("<name>")
    .option("--yes", "do not ask")
    .action(async (name, { yes }, command) => {
      await confirmWord(name, `This removes the branch ${name} and all its previews.`, yes === true);
      const removed = await withOperator((operator) => deleteBranch(operator, name));
      print(wantsJson(command), removed, `Removed ${name} and ${removed.previews} previews.`);
    });
}

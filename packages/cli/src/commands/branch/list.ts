import { listBranches } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../../examples";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { table } from "../../output/table";
import { withOperator } from "../../with-operator";

export function listCommand() {
  return new Command("list")
    .description("the branches there are")
    .addHelpText("after", examplesOf(["acre branch list --json"]))
    .action(async (_options, command) => {
      const branches = await withOperator(listBranches);
      print(
        wantsJson(command),
        { branches },
        table(branches, {
          NAME: ({ name }) => name,
          STATUS: ({ status }) => status,
          MIGRATIONS: ({ migrations }) => migrations.length,
          PREVIEWS: ({ previews }) => previews.map(({ path }) => path).join(", "),
          CREATED: ({ createdAt }) => createdAt.slice(0, 10),
        }),
      );
    });
}

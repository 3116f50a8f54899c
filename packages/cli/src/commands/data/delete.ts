import { deleteRow } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { change, changeHelp } from "./change";

export function deleteCommand() {
  return new Command("delete")
    .description("remove a row, and what the schema removes with it")
    .argument("<table>", "such as comments")
    .argument("<id>")
    .requiredOption("--tenant <slug>", "whose data")
    .option("--dry-run", "do it, show what came of it, and take it back")
    .option("--yes", "do not ask")
    .addHelpText(
      "after",
      `\nExample:\n  $ npx acre data delete comments 0199… --tenant acme_corp --dry-run\n${changeHelp}`,
    )
    .action(async (table, id, options, command) => {
      await change(command, options, (operator) => deleteRow(operator, { table, id, ...options }));
    });
}

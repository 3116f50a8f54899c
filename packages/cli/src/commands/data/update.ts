import { updateRow } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { change, changeHelp, readRow } from "./change";

export function updateCommand() {
  return new Command("update")
    .description("change a row")
    .argument("<table>", "such as tasks")
    .argument("<id>")
    .requiredOption("--tenant <slug>", "whose data")
    .requiredOption("--data <json>", "the columns that change and their values")
    .option("--dry-run", "do it, show what came of it, and take it back")
    .option("--yes", "do not ask")
    .addHelpText(
      "after",
      `\nExample:\n  $ npx acre data update tasks 0199… --tenant acme_corp --data '{"due_date":null}'\n${changeHelp}`,
    )
    .action(async (table, id, { data: json, ...options }, command) => {
      const data = readRow(json);
      await change(command, options, (operator) => updateRow(operator, { table, id, data, ...options }));
    });
}

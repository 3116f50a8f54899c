import { insertRow } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { change, changeHelp, readRow } from "./change";

export function insertCommand() {
  return new Command("insert")
    .description("add a row")
    .argument("<table>", "such as labels")
    .requiredOption("--tenant <slug>", "whose data")
    .requiredOption("--data <json>", "the columns and their values")
    .option("--dry-run", "do it, show what came of it, and take it back")
    .option("--yes", "do not ask")
    .addHelpText(
      "after",
      `\nExample:\n  $ npx acre data insert labels --tenant acme_corp --data '{"name":"Urgent","color":"#aa3333"}'\n${changeHelp}`,
    )
    .action(async (table, { data: json, ...options }, command) => {
      const data = readRow(json);
      await change(command, options, (operator) => insertRow(operator, { table, data, ...options }));
    });
}

import { insertRows } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { change, changeHelp, readRows } from "./change";

export function bulkCommand() {
  return new Command("bulk")
    .description("add many rows from a file, all of them or none")
    .argument("<table>", "such as labels")
    .requiredOption("--tenant <slug>", "whose data")
    .requiredOption("--file <path>", "a JSON list of rows, or a row a line; - for what is piped in")
    .option("--dry-run", "do it, say how many, and take it back")
    .option("--yes", "do not ask")
    .addHelpText(
      "after",
      `\nExample:\n  $ npx acre data bulk labels --tenant acme_corp --file labels.json --dry-run\n${changeHelp}`,
    )
    .action(async (table, { file, ...options }, command) => {
      const rows = readRows(file);
      await change(command, options, (operator) => insertRows(operator, { table, rows, ...options }));
    });
}

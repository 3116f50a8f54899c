import { queryTenant } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { confirmWord } from "../confirm";
import { wantsJson } from "../global-options";
import { print } from "../output/print";
import { rowTable } from "../output/row-table";
import { withOperator } from "../with-operator";

export function queryCommand() {
  return new Command("query")
    .description("run one SQL statement in a tenant, which reads unless --write is given")
    .argument("<sql>", "in the dialect of the engine where the tenant is")
    .requiredOption("--tenant <slug>", "whose data")
    .option("--write", "let it change rows")
    .option("--yes", "with --write: do not ask")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre query --tenant acme_corp 'select count(*) as n from tasks' --json
  $ npx acre query --tenant acme_corp --write "update tasks set due_date = null where status = 'cancelled'"

It reaches this tenant and nothing else, and changes no schema. The workspace's own log shows the statement, the
operators' log that there was one.`,
    )
    .action(async (sql, { tenant, write = false, yes }, command) => {
      if (write) await confirmWord(tenant, `This may change data of ${tenant}.`, yes === true);
      const { rows, changed } = await withOperator((operator) =>
        queryTenant(operator, { tenant, sql, write }),
      );
      const lines = rows.length > 0 ? rowTable(rows) : changed === null ? "No rows." : [];
      const counted = changed === null ? [] : [`Changed rows: ${changed}.`];
      print(wantsJson(command), { rows, changed }, [lines, counted].flat());
    });
}

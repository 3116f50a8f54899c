import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../../examples";
import { bulkCommand } from "./bulk";
import { deleteCommand } from "./delete";
import { insertCommand } from "./insert";
import { updateCommand } from "./update";

export function dataCommand() {
  return new Command("data")
    .description("change rows of a tenant, for support")
    .addHelpText(
      "after",
      examplesOf([
        `acre data insert labels --tenant acme_corp --data '{"name":"Urgent","color":"#aa3333"}'`,
        "acre data bulk labels --tenant acme_corp --file labels.json --dry-run",
      ]),
    )
    .addCommand(insertCommand())
    .addCommand(updateCommand())
    .addCommand(deleteCommand())
    .addCommand(bulkCommand());
}

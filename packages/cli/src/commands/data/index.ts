import { Command } from "@commander-js/extra-typings";
import { bulkCommand } from "./bulk";
import { deleteCommand } from "./delete";
import { insertCommand } from "./insert";
import { updateCommand } from "./update";

export function dataCommand() {
  return new Command("data")
    .description("change rows of a tenant, for support")
    .addCommand(insertCommand())
    .addCommand(updateCommand())
    .addCommand(deleteCommand())
    .addCommand(bulkCommand());
}

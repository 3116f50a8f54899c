import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../../examples";
import { changesCommand } from "./changes";
import { createCommand } from "./create";
import { deleteCommand } from "./delete";
import { listCommand } from "./list";
import { mergeCommand } from "./merge";
import { migrateCommand } from "./migrate";
import { showCommand } from "./show";

export function branchCommand() {
  return new Command("branch")
    .description("schema changes tried on previews of tenants, before everyone gets them")
    .addHelpText(
      "after",
      examplesOf([
        "acre branch create estimates --from acme_corp",
        "acre branch changes estimates",
        "acre branch merge estimates --canary acme_corp --waves 10%",
      ]),
    )
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(migrateCommand())
    .addCommand(changesCommand())
    .addCommand(mergeCommand())
    .addCommand(deleteCommand());
}

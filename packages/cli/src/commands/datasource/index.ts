import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../../examples";
import { addCommand } from "./add";
import { drainCommand } from "./drain";
import { listCommand } from "./list";
import { removeCommand } from "./remove";

export function datasourceCommand() {
  return new Command("datasource")
    .description("the places where tenants live: files, the server in DATABASE_URL, and servers beside it")
    .addHelpText("after", examplesOf(["acre datasource list", "acre datasource drain pg2"]))
    .addCommand(listCommand())
    .addCommand(addCommand())
    .addCommand(drainCommand())
    .addCommand(removeCommand());
}

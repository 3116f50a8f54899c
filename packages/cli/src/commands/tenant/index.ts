import { Command } from "@commander-js/extra-typings";
import { createCommand } from "./create";
import { deleteCommand } from "./delete";
import { listCommand } from "./list";
import { renameCommand } from "./rename";
import { showCommand } from "./show";
import { resumeCommand, suspendCommand } from "./suspend";

export function tenantCommand() {
  return new Command("tenant")
    .description("one tenant's life, from its making to its erasure")
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(renameCommand())
    .addCommand(suspendCommand())
    .addCommand(resumeCommand())
    .addCommand(deleteCommand());
}

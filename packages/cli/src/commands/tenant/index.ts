import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../../examples";
import { backupCommand } from "./backup";
import { copyCommand } from "./copy";
import { createCommand } from "./create";
import { deleteCommand } from "./delete";
import { inviteCommand } from "./invite";
import { listCommand } from "./list";
import { moveCommand } from "./move";
import { planCommand } from "./plan";
import { renameCommand } from "./rename";
import { restoreCommand } from "./restore";
import { resumeCommand } from "./resume";
import { rotateKeyCommand } from "./rotate-key";
import { showCommand } from "./show";
import { statsCommand } from "./stats";
import { suspendCommand } from "./suspend";
import { templateCommand } from "./template";
import { vacuumCommand } from "./vacuum";

export function tenantCommand() {
  return new Command("tenant")
    .description("one tenant's life, from its making to its erasure")
    .addHelpText(
      "after",
      examplesOf([
        "acre tenant list",
        "acre tenant copy acme_corp acme_3",
        "acre tenant move acme_corp --isolation schema",
      ]),
    )
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(renameCommand())
    .addCommand(suspendCommand())
    .addCommand(resumeCommand())
    .addCommand(copyCommand())
    .addCommand(templateCommand())
    .addCommand(moveCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(statsCommand())
    .addCommand(planCommand())
    .addCommand(inviteCommand())
    .addCommand(vacuumCommand())
    .addCommand(rotateKeyCommand())
    .addCommand(deleteCommand());
}

import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../../examples";
import { cancelCommand } from "./cancel";
import { deployCommand } from "./deploy";
import { newCommand } from "./new";
import { planCommand } from "./plan";
import { rehearseCommand } from "./rehearse";
import { resumeCommand } from "./resume";
import { retryCommand } from "./retry";
import { statusCommand } from "./status";

export function migrateCommand() {
  return new Command("migrate")
    .description("schema changes, from the models to every tenant")
    .addHelpText(
      "after",
      examplesOf([
        "acre migrate status",
        "acre migrate new add_estimates",
        "acre migrate deploy --canary acme_corp --waves 1,10%,100%",
      ]),
    )
    .addCommand(newCommand())
    .addCommand(statusCommand())
    .addCommand(planCommand())
    .addCommand(rehearseCommand())
    .addCommand(deployCommand())
    .addCommand(resumeCommand())
    .addCommand(retryCommand())
    .addCommand(cancelCommand());
}

import { Command } from "@commander-js/extra-typings";
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
    .addCommand(newCommand())
    .addCommand(statusCommand())
    .addCommand(planCommand())
    .addCommand(rehearseCommand())
    .addCommand(deployCommand())
    .addCommand(resumeCommand())
    .addCommand(retryCommand())
    .addCommand(cancelCommand());
}

import { Command } from "@commander-js/extra-typings";
import { version } from "../package.json";
import { auditCommand } from "./commands/audit";
import { backupCommand } from "./commands/backup";
import { branchCommand } from "./commands/branch";
import { completionCommand } from "./commands/completion";
import { dataCommand } from "./commands/data";
import { datasourceCommand } from "./commands/datasource";
import { doctorCommand } from "./commands/doctor";
import { importCommand } from "./commands/import";
import { jobsCommand } from "./commands/jobs";
import { migrateCommand } from "./commands/migrate";
import { onboardCommand } from "./commands/onboard";
import { operatorCommand } from "./commands/operator";
import { queryCommand } from "./commands/query";
import { tenantCommand } from "./commands/tenant";
import { addGlobalOptions } from "./global-options";

/** Every command there is. */
export function createProgram(): Command {
  const program = new Command("acre")
    .description("Runs an installation of Acre: its tenants, and what is done to them.")
    .version(version, "--version", "say which version this is")
    .addCommand(tenantCommand())
    .addCommand(backupCommand())
    .addCommand(migrateCommand())
    .addCommand(branchCommand())
    .addCommand(jobsCommand())
    .addCommand(datasourceCommand())
    .addCommand(queryCommand())
    .addCommand(dataCommand())
    .addCommand(auditCommand())
    .addCommand(onboardCommand())
    .addCommand(importCommand())
    .addCommand(operatorCommand())
    .addCommand(doctorCommand())
    .addCommand(completionCommand())
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre tenant list
  $ npx acre onboard --company "ACME Corp" --email admin@acme.com --name "Ada"

Exit codes: 0 done · 1 failed · 2 not understood`,
    );
  addGlobalOptions(program);
  throwInsteadOfExiting(program);
  return program;
}

function throwInsteadOfExiting(command: Command): void {
  command.exitOverride().showHelpAfterError("(--help shows what there is)");
  for (const child of command.commands) throwInsteadOfExiting(child as Command);
}

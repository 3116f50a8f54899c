import { runJob } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { interruptible } from "../../interruptible";
import { print } from "../../output/print";
import { showProgress } from "../../output/progress";
import { facts } from "../../output/table";
import { Reported } from "../../reported";
import { withOperator } from "../../with-operator";

export function runCommand() {
  return new Command("run")
    .description("do a job now, whatever its times")
    .argument("<name>")
    .option("--tenant <slug>", "for this tenant alone")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre jobs run archive-tasks --tenant acme_corp
  $ npx acre jobs run count-workspaces --json

Exit code 1 when it failed for a tenant. \`acre jobs list\` shows which there are.`,
    )
    .action(async (name, { tenant }, command) => {
      const json = wantsJson(command);
      const report = await withOperator((operator) =>
        interruptible(async (signal) => {
          const progress = showProgress({ title: `Running ${name}`, json });
          try {
            return await runJob(operator, name, {
              tenant,
              signal,
              onProgress: progress.count,
            });
          } finally {
            progress.stop();
          }
        }, "Stopped. What was done stays done; run it again for the rest."),
      );
      const failures = report.failed.map(({ slug, reason }) => `Not ${slug}: ${reason}`);
      const figures: Record<string, string | number> = { job: report.job, ...report.outcome };
      if (report.tenants !== null) figures.tenants = report.tenants;
      print(json, report, [...facts(figures), ...failures]);
      if (report.failed.length > 0) throw new Reported();
    });
}

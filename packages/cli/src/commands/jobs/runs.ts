import { listJobRuns, listJobRunsInput } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { table } from "../../output/table";
import { withOperator } from "../../with-operator";

export function runsCommand() {
  return new Command("runs")
    .description("the runs of jobs, newest first")
    .option("--job <name>", "only those of this job")
    .option("--status <status>", "only running, completed or failed ones")
    .option("--limit <count>", "how many, 1 to 500; 50 unless said", Number)
    .option("--cursor <cursor>", "go on where the last page ended")
    .addHelpText("after", "\nExample:\n  $ npx acre jobs runs --status failed")
    .action(async ({ job, status, limit, cursor }, command) => {
      const input = listJobRunsInput.parse({ job, status, limit, cursor });
      const page = await withOperator(({ platform }) => listJobRuns(platform, input));
      const lines = table(page.runs, {
        JOB: (run) => run.job,
        TENANT: (run) => run.tenantId,
        PERIOD: (run) => run.period,
        STATUS: (run) => run.status,
        TRIES: (run) => run.attempts,
        DID: (run) =>
          Object.entries(run.outcome)
            .map(([what, count]) => `${what} ${count}`)
            .join(", "),
        WHY: (run) => run.error,
      });
      const more = page.nextCursor === null ? [] : [`More with --cursor ${page.nextCursor}`];
      print(wantsJson(command), page, [...lines, ...more]);
    });
}

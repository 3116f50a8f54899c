import { listJobs } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { table } from "../../output/table";
import { withOperator } from "../../with-operator";

export function listCommand() {
  return new Command("list")
    .description("every job, when it is done next and how it went last")
    .addHelpText("after", "\nExample:\n  $ npx acre jobs list --json\n\nTimes are in UTC.")
    .action(async (_options, command) => {
      const jobs = await withOperator(({ platform }) => listJobs(platform));
      const lines = table(jobs, {
        JOB: ({ name }) => name,
        FOR: ({ scope }) => (scope === "tenant" ? "each tenant" : "the installation"),
        TIMES: ({ cron }) => cron,
        NEXT: ({ next }) => next?.slice(0, 16) ?? null,
        LAST: ({ last }) => last && `${last.status} ${last.startedAt.slice(0, 16)}`,
        RUNNING: ({ running }) => running,
        FAILED: ({ failed }) => failed,
      });
      print(wantsJson(command), { jobs }, lines);
    });
}

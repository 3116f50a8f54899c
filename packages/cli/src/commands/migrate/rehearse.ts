import { isGood, rehearseInput, rehearseMigrations } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { interruptible } from "../../interruptible";
import { print } from "../../output/print";
import { showProgress } from "../../output/progress";
import { table } from "../../output/table";
import { Reported } from "../../reported";
import { withOperator } from "../../with-operator";
import { listOf } from "./plan-options";

export function rehearseCommand() {
  return new Command("rehearse")
    .description("try the pending migrations on copies of tenants, compare, and remove the copies")
    .option("--tenants <slugs>", "these, with commas between them")
    .option("--sample <share>", "so many of those that lag: 20, or 5%")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre migrate rehearse --tenants acme_corp,beta_works
  $ npx acre migrate rehearse --sample 5%

Exit code 1 when a migration failed, or changed rows of a table whose columns it left alone.`,
    )
    .action(async ({ tenants, sample }, command) => {
      const json = wantsJson(command);
      const input = rehearseInput.parse({
        ...(tenants === undefined ? {} : { tenants: listOf(tenants) }),
        sample,
      });
      const report = await withOperator((operator) =>
        interruptible(async (stop) => {
          const progress = showProgress({ title: "Rehearsing", json, stop });
          return rehearseMigrations(operator, input, progress.count).finally(progress.stop);
        }),
      );
      const { rehearsals, estimate } = report;
      print(json, report, [
        ...table(rehearsals, {
          TENANT: ({ slug }) => slug,
          COPIED: ({ copyMs }) => `${copyMs} ms`,
          MIGRATED: ({ migrateMs }) => `${migrateMs} ms`,
          CHANGED: ({ tables }) =>
            tables.flatMap((one) => (one.sameColumns ? [] : [one.table])).join(", ") || "no table",
          RESULT: (rehearsal) => (isGood(rehearsal) ? "good" : (rehearsal.error ?? "rows changed")),
        }),
        ...rehearsals.flatMap(({ slug, tables }) =>
          tables
            .filter(({ sameRows, rowsBefore, rowsAfter }) => sameRows === false || rowsBefore !== rowsAfter)
            .map(
              (one) =>
                `${slug}: ${one.table} had ${one.rowsBefore ?? "no"} rows and has ${one.rowsAfter ?? "none"}`,
            ),
        ),
        ...(estimate === null
          ? []
          : [`All ${estimate.tenants} that lag, one after another: about ${estimate.seconds} s`]),
      ]);
      if (!report.good) throw new Reported();
    });
}

import { fleetStats, type TenantStats, tenantStats } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { bytesText } from "../../output/bytes";
import { print } from "../../output/print";
import { table } from "../../output/table";
import { Reported } from "../../reported";
import { withOperator } from "../../with-operator";

export function statsCommand() {
  return new Command("stats")
    .description("how much is in a tenant, or in every active one")
    .argument("[slug]")
    .addHelpText(
      "after",
      "\nExamples:\n  $ npx acre tenant stats acme_corp\n  $ npx acre tenant stats --json",
    )
    .action(async (slug, _options, command) => {
      const json = wantsJson(command);
      if (slug !== undefined) {
        const stats = await withOperator((operator) => tenantStats(operator, slug));
        print(json, stats, rows([stats]));
        return;
      }
      const { tenants, total, failed } = await withOperator(fleetStats);
      const sum = { slug: `${tenants.length} tenants`, isolation: "", datasource: "", ...total };
      const failures = failed.map((failure) => `Not ${failure.slug}: ${failure.code}`);
      print(json, { tenants, total, failed }, [...rows([...tenants, sum]), ...failures]);
      if (failed.length > 0) throw new Reported();
    });
}

function rows(stats: TenantStats[]): string[] {
  return table(stats, {
    SLUG: ({ slug }) => slug,
    PLACE: ({ datasource }) => datasource,
    USERS: ({ users }) => users,
    PROJECTS: ({ projects }) => projects,
    TASKS: ({ tasks }) => tasks,
    COMMENTS: ({ comments }) => comments,
    SIZE: ({ bytes }) => (bytes === null ? null : bytesText(bytes)),
  });
}

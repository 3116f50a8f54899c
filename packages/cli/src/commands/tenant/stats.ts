import { fleetStats, type TenantStats, tenantStats } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { bytesText } from "../../output/bytes";
import { print } from "../../output/print";
import { showProgress } from "../../output/progress";
import { table } from "../../output/table";
import { Reported } from "../../reported";
import { withOperator } from "../../with-operator";

export function statsCommand() {
  return new Command("stats")
    .description("how much is in a tenant, counted now, or in every one, as it was counted last")
    .argument("[slug]")
    .option("--refresh", "count every tenant anew first")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre tenant stats acme_corp
  $ npx acre tenant stats --refresh --json

A running server counts every tenant once an hour. Active are those for whom, or by whom, something was done in seven
days: assignees of tasks that changed, and people who changed anything.`,
    )
    .action(async (slug, { refresh = false }, command) => {
      const json = wantsJson(command);
      if (slug !== undefined) {
        const stats = await withOperator((operator) => tenantStats(operator, slug));
        print(json, stats, rows([stats]));
        return;
      }
      const { tenants, total, failed } = await withOperator(async (operator) => {
        const progress = showProgress({ title: "Counting tenants", json });
        try {
          return await fleetStats(operator, { refresh, onProgress: progress.count });
        } finally {
          progress.stop();
        }
      });
      const failures = failed.map((failure) => `Not ${failure.slug}: ${failure.code}`);
      const sum = { ...nobody, ...total, slug: `${total.tenants} tenants` };
      print(json, { tenants, total, failed }, [...rows([...tenants, sum]), ...failures]);
      if (failed.length > 0) throw new Reported();
    });
}

type Row = Omit<TenantStats, "id" | "deleteAt" | "schemaVersion" | "createdAt">;

// What tenants have and their sum has not.
const nobody: Row = {
  slug: "",
  status: "",
  isolation: "",
  datasource: "",
  users: null,
  projects: null,
  tasks: null,
  activeAssignees: null,
  activePeople: null,
  bytes: null,
  lastActivityAt: null,
  requests: null,
  errors: null,
  computedAt: null,
};

function rows(stats: Row[]): string[] {
  return table(stats, {
    SLUG: ({ slug }) => slug,
    PLACE: ({ datasource }) => datasource,
    USERS: ({ users }) => users,
    PROJECTS: ({ projects }) => projects,
    TASKS: ({ tasks }) => tasks,
    ASSIGNEES: ({ activeAssignees }) => activeAssignees,
    ACTIVE: ({ activePeople }) => activePeople,
    SIZE: ({ bytes }) => (bytes === null ? null : bytesText(bytes)),
    "LAST ACTIVITY": ({ lastActivityAt }) => lastActivityAt?.slice(0, 10) ?? null,
    COUNTED: ({ computedAt }) => computedAt?.slice(0, 16) ?? null,
  });
}

import { listTenants, listTenantsInput } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { table } from "../../output/table";
import { withOperator } from "../../with-operator";

export function listCommand() {
  return new Command("list")
    .description("the tenants, by slug, a page at a time")
    .option("--search <text>", "only those with this in their slug")
    .option("--status <status>", "only active, read_only, suspended, moving, provisioning or deleting ones")
    .option("--isolation <model>", "only those on database, schema or row")
    .option("--limit <count>", "how many, 1 to 1000; 100 unless said", Number)
    .option("--cursor <cursor>", "go on where the last page ended")
    .addHelpText("after", "\nExample:\n  $ npx acre tenant list --status suspended --json")
    .action(async ({ search, status, isolation, limit, cursor }, command) => {
      const input = listTenantsInput.parse({ search, status, isolation, limit, cursor });
      const page = await withOperator((operator) => listTenants(operator, input));
      const lines = table(page.tenants, {
        SLUG: (tenant) => tenant.slug,
        STATUS: (tenant) => tenant.status,
        ISOLATION: (tenant) => tenant.isolation,
        PLACE: (tenant) => tenant.datasource,
        CREATED: (tenant) => tenant.createdAt.slice(0, 10),
        ID: (tenant) => tenant.id,
      });
      const more = page.nextCursor === null ? [] : [`More with --cursor ${page.nextCursor}`];
      print(wantsJson(command), page, [...lines, ...more]);
    });
}

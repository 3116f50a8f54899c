import { compareSchemas, migrationStatus, type Operator, type SchemaComparison } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { showProgress } from "../../output/progress";
import { facts } from "../../output/table";
import { Reported } from "../../reported";
import { withOperator } from "../../with-operator";
import { runFacts } from "./run-facts";

export function statusCommand() {
  return new Command("status")
    .description("where the fleet stands, and the newest run; opens no tenant unless --schemas")
    .option("--schemas", "open every tenant and compare what their schemas really say")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre migrate status --json
  $ npx acre migrate status --schemas

With --schemas exit code 1 means that tenants of one version differ, or that one could not be asked.`,
    )
    .action(async ({ schemas: compare = false }, command) => {
      const json = wantsJson(command);
      const { status, schemas } = await withOperator(async (operator) => ({
        status: await migrationStatus(operator),
        schemas: compare ? await compared(operator, json) : null,
      }));
      const { tenants, groups, migrations, run } = status;
      print(json, schemas === null ? status : { ...status, schemas }, [
        ...facts({ tenants: tenants.total, "up to date": tenants.current, behind: tenants.behind }),
        ...groups.map(
          ({ datasource, schemaVersion, tenants: count }) =>
            `  ${count} in ${datasource} at ${schemaVersion ?? "no version"}`,
        ),
        ...(migrations.length > 0 ? [`Missing: ${migrations.join(", ")}`] : []),
        ...(schemas === null ? [] : schemaLines(schemas)),
        ...(run === null ? [] : ["", ...runFacts(run)]),
      ]);
      if (schemas !== null && !schemas.alike) throw new Reported();
    });
}

async function compared(operator: Operator, json: boolean): Promise<SchemaComparison> {
  const progress = showProgress({ title: "Comparing schemas", json });
  try {
    return await compareSchemas(operator, progress.count);
  } finally {
    progress.stop();
  }
}

function schemaLines({ alike, groups, failed }: SchemaComparison): string[] {
  return [
    ...facts({ schemas: alike ? "alike" : "NOT alike" }),
    ...groups.map(({ datasource, schemaVersion, hash, tenants, slugs, differs }) => {
      const more = tenants > slugs.length ? ", …" : "";
      const who = differs ? `: ${slugs.join(", ")}${more}` : "";
      const what = `${tenants} in ${datasource} at ${schemaVersion ?? "no version"} say ${hash.slice(0, 12)}`;
      return `  ${what}${differs ? ", which differs" : ""}${who}`;
    }),
    ...failed.map(({ slug, code }) => `  Not ${slug}: ${code}`),
  ];
}

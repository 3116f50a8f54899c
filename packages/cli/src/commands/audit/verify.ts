import { type AuditVerdict, verifyAudits } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { interruptible } from "../../interruptible";
import { print } from "../../output/print";
import { showProgress } from "../../output/progress";
import { Reported } from "../../reported";
import { UsageError } from "../../usage-error";
import { withOperator } from "../../with-operator";

export function verifyCommand() {
  return new Command("verify")
    .description("look for entries that were edited, deleted, put in, moved or cut off")
    .argument("[slugs...]")
    .option("--all", "every tenant")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre audit verify acme_corp
  $ npx acre audit verify --all --json

Exit code 1 when a log is not whole or could not be read.`,
    )
    .action(async (slugs, { all }, command) => {
      const json = wantsJson(command);
      if ((slugs.length === 0) === (all === undefined)) throw new UsageError("Say which: tenants, or --all.");
      const tenants = await withOperator(({ platform }) =>
        interruptible(async (stop) => {
          const progress = showProgress({ title: "Verifying", json, stop });
          try {
            return await verifyAudits(platform, all ? null : slugs, progress.count);
          } finally {
            progress.stop();
          }
        }),
      );
      print(json, { tenants }, tenants.length === 0 ? "There are none." : tenants.flatMap(linesOf));
      if (tenants.some(({ whole }) => !whole)) throw new Reported();
    });
}

function linesOf({ slug, whole, report, error }: AuditVerdict): string[] {
  if (report === null) return [`${slug}: not read. ${error?.message ?? ""}`.trim()];
  const { entries, earlier, restoredAt, problems, more } = report;
  const restored = restoredAt === null ? "" : ` Restored at ${restoredAt}.`;
  const older = earlier === 0 ? "" : ` and ${earlier} from before the chain began`;
  if (whole) return [`${slug}: whole, ${entries} ${entries === 1 ? "entry" : "entries"}${older}.${restored}`];
  return [
    `${slug}: NOT whole.${restored}`,
    ...problems.map(({ message }) => `  ${message}`),
    ...(more ? ["  And more."] : []),
  ];
}

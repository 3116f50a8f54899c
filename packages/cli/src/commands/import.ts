import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type ImportReport, importTenants } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../global-options";
import { interruptible } from "../interruptible";
import { importLines } from "../output/import-lines";
import { print } from "../output/print";
import { showProgress } from "../output/progress";
import { UsageError } from "../usage-error";
import { withOperator } from "../with-operator";
import { isolationOption, toOption } from "./place-options";

/** Rows did not fit, and the mapping says to make nothing then. */
class ImportRefused extends Error {
  override readonly name = "ImportRefused";
  readonly code = "import_refused";
}

export function importCommand() {
  return new Command("import")
    .description("make tenants of an existing SQLite file or PostgreSQL schema")
    .argument("<mapping>", "a JSON file that says which rows become what; docs/import.md explains it")
    .option("--dry-run", "read and judge everything, say what would come of it, and write nothing")
    .addOption(toOption())
    .addOption(isolationOption())
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre import mapping.json --dry-run
  $ npx acre import mapping.json --isolation schema

Tenants are made one after another, each whole or not at all. Interrupted, run it again: it goes on with the next.
Nobody can log in to an imported tenant yet: its members have no account behind them.`,
    )
    .action(async (file, { dryRun = false, to, isolation }, command) => {
      const json = wantsJson(command);
      const path = resolve(file);
      const mapping = readMapping(path);
      const report = await withOperator((operator) =>
        interruptible(async (stop) => {
          const progress = showProgress({ title: `Importing ${file}`, json, stop });
          const onProgress = ({ number, of }: { number: number; of: number }) =>
            progress.count(number - 1, of);
          const input = { mapping, dir: dirname(path), variables: process.env, dryRun, to, isolation };
          return importTenants(operator, { ...input, onProgress }).finally(progress.stop);
        }, "Stopped. Tenants that were finished stay; run it again to go on with the next."),
      );
      print(json, report, importLines(report));
      if (report.refused) throw refusal(report);
    });
}

function readMapping(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The mapping ${path} cannot be read: ${reason}`);
  }
}

function refusal({ badRows }: ImportReport): ImportRefused {
  return new ImportRefused(
    `${badRows} rows do not fit, and nothing was written. Mend them or the mapping, or have them left behind with "onBadRow": "skip".`,
  );
}

import { statSync } from "node:fs";
import { resolve } from "node:path";
import { type BundleSource, type Operator, restoreAs, restoreInto } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { confirmWord } from "../../confirm";
import { wantsJson } from "../../global-options";
import { interruptible } from "../../interruptible";
import { print } from "../../output/print";
import { showProgress } from "../../output/progress";
import { facts } from "../../output/table";
import { askPassphrase } from "../../passphrase";
import { UsageError } from "../../usage-error";
import { withOperator } from "../../with-operator";
import { isolationOption, toOption } from "../place-options";
import { tenantFacts } from "./tenant-facts";

const backupId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function restoreCommand() {
  return new Command("restore")
    .description("make a tenant from a bundle, or put a tenant back to one")
    .argument("<bundle>", "a file, or the id of a backup that is kept")
    .option("--as <slug>", "make a tenant of this name")
    .option("--into <slug>", "replace the data of this tenant")
    .option("--members", "with --as: let those in again who were members and still have their account")
    .option("--of-another", "with --into: take a bundle of another tenant, too")
    .option("--passphrase", "ask for the passphrase of the file; or set ACRE_BUNDLE_PASSPHRASE")
    .option("--yes", "with --into: do not ask")
    .addOption(toOption())
    .addOption(isolationOption())
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre tenant restore acme.bundle --as acme_2
  $ npx acre tenant restore 0b8f7c1e-5d2a-4c3b-9e6f-1a2b3c4d5e6f --into acme_corp

The whole bundle is checked first: a damaged one changes nothing.`,
    )
    .action(async (bundle, options, command) => {
      const json = wantsJson(command);
      const { as, into, members = false, ofAnother = false, to, isolation } = options;
      assertOneTarget(options);
      const found = sourceOf(bundle);
      if (into !== undefined)
        await confirmWord(into, `This replaces everything in ${into} by the bundle.`, options.yes === true);
      const typed = options.passphrase ? await askPassphrase(false) : undefined;
      const restored = await withOperator((operator) =>
        interruptible(async (signal) => {
          const source = opened(operator, found, typed);
          const progress = showProgress({ title: `Restoring ${as ?? into}`, json });
          const watched = { signal, onProgress: progress.rows.bind(null, "restore") };
          const work =
            into === undefined
              ? restoreAs(operator, source, { as: as ?? "", members, to, isolation, ...watched })
              : restoreInto(operator, source, { into, ofAnother, ...watched });
          return work.finally(progress.stop);
        }),
      );
      const { tenant, rows, madeAt } = restored;
      print(json, restored, [...tenantFacts(tenant), ...facts({ rows, "as it was": madeAt })]);
    });
}

interface Targets {
  as?: string;
  into?: string;
  members?: true;
  ofAnother?: true;
  to?: string;
  isolation?: string;
}

function assertOneTarget({ as, into, members, ofAnother, to, isolation }: Targets): void {
  if ((as === undefined) === (into === undefined))
    throw new UsageError("Say what becomes of it: --as NEW_SLUG, or --into SLUG.");
  if (as === undefined && (members || to !== undefined || isolation !== undefined))
    throw new UsageError("--members, --to and --isolation go with --as.");
  if (into === undefined && ofAnother) throw new UsageError("--of-another goes with --into.");
}

function sourceOf(bundle: string): BundleSource {
  const path = resolve(bundle);
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) throw new UsageError(`${path} is a folder. Name the file in it.`);
  if (there) return { path };
  if (backupId.test(bundle)) return { backup: bundle };
  throw new UsageError(`There is no file ${path}, and ${bundle} is not the id of a backup.`);
}

function opened({ platform }: Operator, source: BundleSource, typed: string | undefined): BundleSource {
  if ("backup" in source) return source;
  return { ...source, passphrase: typed ?? platform.env.bundlePassphrase ?? undefined };
}

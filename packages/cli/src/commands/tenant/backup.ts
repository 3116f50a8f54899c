import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { backupTenant, countRows, exportTenantTo, type Operator } from "@acre/core/platform";
import { Command, Option } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { interruptible } from "../../interruptible";
import { bytesText } from "../../output/bytes";
import { print } from "../../output/print";
import { showProgress } from "../../output/progress";
import { facts } from "../../output/table";
import { askPassphrase } from "../../passphrase";
import { UsageError } from "../../usage-error";
import { withOperator } from "../../with-operator";

export function backupCommand() {
  return new Command("backup")
    .description("keep an encrypted backup of a tenant, or write its bundle to a file, while it is used")
    .argument("<slug>")
    .option("--out <file>", "write it to this file, which is yours, and keep none")
    .addOption(
      new Option("--format <format>", "with --out: a bundle unless said, or one JSON document").choices([
        "bundle",
        "json",
      ] as const),
    )
    .option("--passphrase", "ask for a passphrase that closes the file; or set ACRE_BUNDLE_PASSPHRASE")
    .option("--keep-days <days>", "prune it after so many days; never by itself unless said", Number)
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre tenant backup acme_corp
  $ npx acre tenant backup acme_corp --out acme.bundle
  $ npx acre tenant backup acme_corp --out acme.json --format json

A file without a passphrase is readable to whoever has it. A kept backup never is; \`acre backup list\` shows those.
JSON is for people and other programs: tables by name, a row on a line. It is never encrypted and nothing in it shows
damage, but \`acre tenant restore\` takes it, too.`,
    )
    .action(async (slug, { out, format, passphrase, keepDays }, command) => {
      const json = wantsJson(command);
      if (out === undefined && passphrase)
        throw new UsageError("--passphrase goes with --out: a backup that is kept has a key of its own.");
      if (out !== undefined && keepDays !== undefined)
        throw new UsageError("--keep-days goes without --out: a file of yours is kept by you.");
      if (keepDays !== undefined && !(keepDays > 0 && keepDays < 36_500))
        throw new UsageError("--keep-days has to be a number of days, such as 90.");
      if (out === undefined && format !== undefined)
        throw new UsageError("--format goes with --out: a backup that is kept is a bundle.");
      if (format === "json" && passphrase)
        throw new UsageError("JSON is not encrypted: leave --passphrase out, or write a bundle.");
      if (out !== undefined && !existsSync(dirname(resolve(out))))
        throw new UsageError(
          `There is no folder ${dirname(resolve(out))}. Make it first, or write elsewhere.`,
        );
      const typed = out !== undefined && passphrase ? await askPassphrase(true) : undefined;
      await withOperator((operator) =>
        out === undefined
          ? keep(operator, slug, keepDays, json)
          : write(operator, { slug, path: resolve(out), format, typed, json }),
      );
    });
}

async function keep(operator: Operator, slug: string, days: number | undefined, json: boolean) {
  const expiresAt = days === undefined ? undefined : new Date(Date.now() + days * 24 * 3600_000);
  const backup = await watching(operator, slug, json, (watched) =>
    backupTenant(operator, slug, { expiresAt, ...watched }),
  );
  print(
    json,
    backup,
    facts({
      backup: backup.id,
      size: bytesText(backup.bytes),
      "kept until": backup.expiresAt ?? "you prune it",
    }),
  );
}

interface WriteOptions {
  slug: string;
  path: string;
  format: "bundle" | "json" | undefined;
  typed: string | undefined;
  json: boolean;
}

async function write(operator: Operator, { slug, path, format, typed, json }: WriteOptions) {
  const passphrase = typed ?? operator.platform.env.bundlePassphrase ?? undefined;
  const bundle = await watching(operator, slug, json, (watched) =>
    exportTenantTo(operator, slug, path, { passphrase, format, ...watched }),
  );
  print(
    json,
    bundle,
    facts({
      file: path,
      size: bytesText(bundle.bytes),
      rows: bundle.rows,
      encrypted: bundle.encrypted ? "yes" : "no: whoever has the file can read it",
    }),
  );
}

function watching<T>(
  operator: Operator,
  slug: string,
  json: boolean,
  work: (watched: {
    signal: AbortSignal;
    onProgress: (progress: { table: string; rows: number; bytes: number }) => void;
  }) => Promise<T>,
): Promise<T> {
  return interruptible(async (signal) => {
    const rows = json ? null : await countRows(operator, slug);
    const progress = showProgress({ title: `Backing up ${slug}`, json, rows });
    return work({ signal, onProgress: progress.rows.bind(null, "backup") }).finally(progress.stop);
  });
}

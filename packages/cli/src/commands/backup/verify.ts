import { listBackups, type VerifiedBackup, verifyBackup } from "@acre/core/platform";
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
    .description("read backups to their end and compare them with what was written")
    .argument("[ids...]")
    .option("--all", "every one that is kept")
    .addHelpText("after", "\nExample:\n  $ npx acre backup verify --all\n\nExit code 1 when one is not good.")
    .action(async (ids, { all }, command) => {
      const json = wantsJson(command);
      if ((ids.length === 0) === (all === undefined)) throw new UsageError("Say which: ids, or --all.");
      const backups = await withOperator((operator) =>
        interruptible(async (stop) => {
          const wanted = all ? (await listBackups(operator)).map(({ id }) => id) : ids;
          const progress = showProgress({ title: "Verifying", json, stop });
          const verified: VerifiedBackup[] = [];
          try {
            for (const id of wanted) {
              verified.push(await verifyBackup(operator, id));
              progress.count(verified.length, wanted.length);
            }
          } finally {
            progress.stop();
          }
          return verified;
        }),
      );
      const line = ({ id, slug, problem, rows }: VerifiedBackup) =>
        problem
          ? `${id} (${slug}): ${problem.code}. ${problem.message}`
          : `${id} (${slug}): good, ${rows} rows.`;
      print(json, { backups }, backups.length === 0 ? "There are none." : backups.map(line));
      if (backups.some(({ problem }) => problem !== null)) throw new Reported();
    });
}

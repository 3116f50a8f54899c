import { confirmMove, countRows, moveTenant } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { confirmWord } from "../../confirm";
import { wantsJson } from "../../global-options";
import { interruptible } from "../../interruptible";
import { print } from "../../output/print";
import { showProgress } from "../../output/progress";
import { facts } from "../../output/table";
import { UsageError } from "../../usage-error";
import { withOperator } from "../../with-operator";
import { isolationOption, toOption } from "../place-options";

export function moveCommand() {
  return new Command("move")
    .description("take a tenant to another place or isolation model while it is used")
    .argument("<slug>")
    .addOption(toOption())
    .addOption(isolationOption())
    .option("--discard-old", "remove the old place at once, which is kept otherwise")
    .option("--confirm", "move nothing, and remove the old places that moves have kept")
    .option("--yes", "with --confirm: do not ask")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre tenant move acme_corp --to schemas
  $ npx acre tenant move acme_corp --isolation row --discard-old
  $ npx acre tenant move acme_corp --confirm

--confirm asks for the name, unless --yes says it.
Each table is compared on both sides before anything is changed. Writes wait for a moment (503 with Retry-After).`,
    )
    .action(async (slug, { to, isolation, discardOld, confirm, yes }, command) => {
      const json = wantsJson(command);
      if (confirm) {
        if (to !== undefined || isolation !== undefined || discardOld)
          throw new UsageError(
            "--confirm moves nothing: give it without --to, --isolation and --discard-old.",
          );
        const what = `This removes for good what moves have kept of ${slug} in its old places.`;
        await confirmWord(slug, what, yes === true);
        const confirmed = await withOperator((operator) => confirmMove(operator, slug));
        const removed = confirmed.removed.join(", ") || "nothing";
        print(json, confirmed, `Removed what was kept of ${slug}: ${removed}.`);
        return;
      }
      if (to === undefined && isolation === undefined)
        throw new UsageError("Say where to: --to PLACE, --isolation MODEL, or both. Or --confirm.");
      const moved = await withOperator((operator) =>
        interruptible(async (stop) => {
          const rows = json ? null : await countRows(operator, slug);
          const progress = showProgress({ title: `Moving ${slug}`, json, rows, stop });
          const options = {
            keepOld: discardOld !== true,
            onProgress({ step, table }: { step: string; table?: Parameters<typeof progress.rows>[1] }) {
              // Later steps report no table, and are not broken off.
              if (table) progress.rows(step, table);
            },
          };
          return moveTenant(operator, slug, { to, isolation }, options).finally(progress.stop);
        }),
      );
      const { from, to: place, rows, pauseMs, kept } = moved;
      print(json, moved, [
        ...facts({
          moved: `${slug}, from ${from} to ${place}`,
          rows,
          "writes waited": pauseMs === null ? null : `${Math.ceil(pauseMs)} ms`,
        }),
        ...(kept
          ? [`${from} keeps the old data. Remove it with: npx acre tenant move ${slug} --confirm`]
          : []),
      ]);
    });
}

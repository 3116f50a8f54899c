import { deleteTenant } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { confirmWord } from "../../confirm";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { withOperator } from "../../with-operator";

export function deleteCommand() {
  return new Command("delete")
    .description("erase a tenant and everything in it, but for an archive that is kept for 30 days")
    .argument("<slug>")
    .option("--no-archive", "keep no archive, and remove its backups too: nothing can be brought back")
    .option("--yes", "do not ask")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre tenant delete acme_corp
  $ npx acre tenant delete acme_corp --no-archive --yes --json`,
    )
    .action(async (slug, { archive, yes }, command) => {
      const what = archive
        ? `This erases the tenant ${slug} and everything in it. An archive is kept for 30 days.`
        : `This erases the tenant ${slug}, everything in it and its backups, for good.`;
      await confirmWord(slug, what, yes === true);
      const erased = await withOperator((operator) => deleteTenant(operator, slug, { archive }));
      const kept = erased.archive;
      print(wantsJson(command), erased, [
        `Erased ${slug} (${erased.id}). Searched ${erased.searched.join(", ")} and the catalog: nothing is left.`,
        ...(kept
          ? [`Until ${kept.expiresAt?.slice(0, 10)}: npx acre tenant restore ${kept.id} --as SLUG`]
          : []),
        ...(erased.backups.removed > 0 ? [`Backups removed: ${erased.backups.removed}.`] : []),
      ]);
    });
}

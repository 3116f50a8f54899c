import { roles } from "@acre/core/inputs";
import { inviteAsOperator } from "@acre/core/platform";
import { Command, Option } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { facts } from "../../output/table";
import { withOperator } from "../../with-operator";

export function inviteCommand() {
  return new Command("invite")
    .description("let somebody into a tenant by a one-time link, such as its owner after an import")
    .argument("<slug>")
    .argument("<email>", "whose link it is")
    .addOption(new Option("--role <role>", "what they become").choices(roles).default("owner" as const))
    .addHelpText("after", "\nExample:\n  $ npx acre tenant invite acme_corp ada@acme.com")
    .action(async (slug, email, { role }, command) => {
      const invited = await withOperator((operator) => inviteAsOperator(operator, slug, { email, role }));
      const lines = facts({
        workspace: slug,
        [`join as ${role}`]: `${invited.link} (works once, for 7 days)`,
      });
      print(wantsJson(command), invited, lines);
    });
}

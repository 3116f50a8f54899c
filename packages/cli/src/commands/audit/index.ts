import { Command } from "@commander-js/extra-typings";
import { examplesOf } from "../../examples";
import { verifyCommand } from "./verify";

export function auditCommand() {
  return new Command("audit")
    .description("the tenants' audit logs")
    .addHelpText("after", examplesOf(["acre audit verify acme_corp"]))
    .addCommand(verifyCommand());
}

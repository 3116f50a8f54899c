import { Command } from "@commander-js/extra-typings";
import { verifyCommand } from "./verify";

export function auditCommand() {
  return new Command("audit").description("the tenants' audit logs").addCommand(verifyCommand());
}

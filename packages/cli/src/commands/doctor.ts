import {
  type Check,
  checking,
  type Env,
  examineInstallation,
  examineSurroundings,
  readEnv,
} from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../global-options";
import { print } from "../output/print";
import { Reported } from "../reported";
import { root } from "../root";
import { withOperator } from "../with-operator";

const marks: Record<Check["state"], string> = { good: "ok", warning: "look", trouble: "BAD" };

export function doctorCommand() {
  return new Command("doctor")
    .description("look whether everything is as it should be, and say what to do where it is not")
    .addHelpText(
      "after",
      `
Example:
  $ npx acre doctor

Looks at the Node version, the folders, the disk, the keys, the catalog, what keeps tenants apart on every server, their
versions, processes, and work that was cut off. Exit code 1 when something is bad. As every command, it first
finishes what a killed process has left.`,
    )
    .action(async (_options, command) => {
      const checks = await examine();
      const bad = checks.filter(({ state }) => state === "trouble").length;
      const lines = checks.flatMap(({ name, state, found, advice }) => [
        `${marks[state].padEnd(4)}  ${name.padEnd(13)}  ${found}`,
        ...(advice === null ? [] : [`${" ".repeat(21)}${advice}`]),
      ]);
      print(wantsJson(command), { good: bad === 0, checks }, lines);
      if (bad > 0) throw new Reported();
    });
}

/** One part after the other: what the first finds wrong may be why the next cannot be looked at. */
async function examine(): Promise<Check[]> {
  let env: Env | null = null;
  const checks = await checking("environment", "Correct it in .env, or where it is set.", () => {
    env = readEnv(process.env, root);
    return examineSurroundings(env);
  });
  if (env === null) return checks;
  const advice = "Until that is mended nothing can be served.";
  return [...checks, ...(await checking("start", advice, () => withOperator(examineInstallation)))];
}

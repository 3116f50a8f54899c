import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { turbo } from "./build.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { endWithParent } from "./end-with-parent.mjs";
import { copyRepository } from "./prove/copy-repository.mjs";
import { main, Refusal } from "./refusal.mjs";
import { inRoot } from "./root.mjs";
import { runNode } from "./run.mjs";

/**
 * Shows that the proof of isolation finds what it is there to find. Ends the process with code 1 when a hole goes
 * unfound, when one cannot be put in any more, or when something is found with none of them open.
 */
export function proveHoles() {
  return main(async () => {
    endWithParent();
    await ensureDependencies();
    await turbo(["generate", "--output-logs=errors-only"], { quiet: true });
    const home = mkdtempSync(join(tmpdir(), "acre-holes-"));
    const remove = () => rmSync(home, { recursive: true, force: true });
    process.once("exit", remove);
    const copy = join(home, "repository");
    copyRepository(copy);
    await holes(["put-in", copy]);
    console.log("Building the application with every hole in it, closed");
    const built = await runNode(join(copy, "apps/web/scripts/build.mjs"), [], { quiet: true });
    if (built.code !== 0) {
      console.error(built.output.trimEnd());
      throw new Refusal("The application with its holes could not be built; the message above says why.");
    }
    process.exitCode = await holes(["attack", copy, ...process.argv.slice(2)]);
  });
}

async function holes(args) {
  const { code } = await runNode(inRoot("node_modules/tsx/dist/cli.mjs"), [
    inRoot("e2e/prove/holes/main.ts"),
    ...args,
  ]);
  if (code !== 0 && args[0] === "put-in")
    throw new Refusal("The holes could not be put in; the message above says why.");
  return code;
}

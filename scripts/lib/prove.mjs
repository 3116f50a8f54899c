import { ensureBuild } from "./build.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { endWithParent } from "./end-with-parent.mjs";
import { main } from "./refusal.mjs";
import { inRoot } from "./root.mjs";
import { runNode } from "./run.mjs";

/** Brings the build up to date and runs the proof, whose exit code becomes this process's. */
export function prove() {
  return main(async () => {
    endWithParent();
    const args = process.argv.slice(2);
    await ensureDependencies();
    // Somebody who names a build of their own has it.
    if (!args.some((arg) => arg.startsWith("--build"))) await ensureBuild();
    const { code } = await runNode(inRoot("node_modules/tsx/dist/cli.mjs"), [
      inRoot("e2e/prove/main.ts"),
      ...args,
    ]);
    process.exitCode = code;
  });
}

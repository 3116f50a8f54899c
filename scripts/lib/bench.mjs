import { turbo } from "./build.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { main, Refusal } from "./refusal.mjs";
import { inRoot } from "./root.mjs";
import { run } from "./run.mjs";

/** Sets up what is missing and runs the bench; its exit code is the bench's. */
export function bench() {
  return main(async () => {
    await ensureDependencies();
    const { code, output } = await turbo(["generate", "--output-logs=errors-only"], { quiet: true });
    if (code !== 0) {
      console.error(output.trimEnd());
      throw new Refusal("The database clients could not be generated; the message above says why.");
    }
    const result = await run(process.execPath, [
      "--import",
      "tsx",
      inRoot("bench/src/main.ts"),
      ...process.argv.slice(2),
    ]);
    process.exitCode = result.code;
  });
}

import { Refusal } from "./refusal.mjs";
import { inRoot } from "./root.mjs";
import { runNode } from "./run.mjs";

const quietTools = { TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

/**
 * Runs a task of turbo.json in every workspace that has it. Turborepo decides what has to be done again.
 *
 * @param {string[]} args such as ["build"]
 * @param {Parameters<typeof runNode>[2]} [options]
 */
export function turbo(args, options = {}) {
  return runNode(
    inRoot("node_modules/turbo/bin/turbo"),
    ["run", ...args, "--ui=stream", "--no-update-notifier"],
    {
      ...options,
      env: { ...quietTools, ...options.env },
    },
  );
}

/**
 * Brings the production build up to date: the generated database clients, the pages, the server.
 *
 * @throws Refusal when it fails, after the failing tool's own output
 */
export async function ensureBuild() {
  const begun = performance.now();
  const notice = setTimeout(
    () => console.log("Building the app (about a minute, only after a change)"),
    3_000,
  );
  const { code, output } = await turbo(["build", "--output-logs=errors-only"], { quiet: true });
  clearTimeout(notice);
  if (code !== 0) {
    console.error(output.trimEnd());
    throw new Refusal("The app could not be built; the message above says why.");
  }
  if (!output.includes("FULL TURBO"))
    console.log(`Built in ${Math.round((performance.now() - begun) / 1000)} s`);
}

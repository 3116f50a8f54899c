import { pathToFileURL } from "node:url";
import { turbo } from "./build.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { endWithParent } from "./end-with-parent.mjs";
import { loadEnv } from "./load-env.mjs";
import { main, Refusal } from "./refusal.mjs";
import { inRoot } from "./root.mjs";

/** Sets up and serves in development mode, from source. */
export function dev() {
  return main(async () => {
    endWithParent();
    loadEnv();
    await ensureDependencies();
    const { code, output } = await turbo(["generate", "--output-logs=errors-only"], { quiet: true });
    if (code !== 0) {
      console.error(output.trimEnd());
      throw new Refusal("The database clients could not be generated; the message above says why.");
    }
    const { register } = await import("tsx/esm/api");
    register();
    await import(pathToFileURL(inRoot("apps/web/server/main.ts")).href);
  });
}

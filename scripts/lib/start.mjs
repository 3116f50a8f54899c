import { pathToFileURL } from "node:url";
import { ensureBuild } from "./build.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { endWithParent } from "./end-with-parent.mjs";
import { loadEnv } from "./load-env.mjs";
import { main } from "./refusal.mjs";
import { inRoot } from "./root.mjs";

/**
 * Sets up, builds and serves in production mode. The server runs in this very process, so that signals,
 * exit codes and a kill -9 mean what they say.
 */
export function start() {
  return main(async () => {
    endWithParent();
    loadEnv();
    await ensureDependencies();
    await ensureBuild();
    await import(pathToFileURL(inRoot("apps/web/dist/server.mjs")).href);
  });
}

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { root, serverFile } from "./support/server";

/**
 * Builds the app where that has not been done. `npm test` brings the build up to date before it comes here.
 *
 * @throws Error when it cannot be built
 */
export default function globalSetup(): void {
  if (existsSync(serverFile)) return;
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/turbo/bin/turbo", "run", "build", "--output-logs=errors-only"],
    { cwd: root, stdio: "inherit", env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" } },
  );
  if (status !== 0) throw new Error("The app could not be built; the message above says why.");
}

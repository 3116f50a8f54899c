import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { askedIsolation, startPostgresForRun } from "./support/postgres-server";
import { root, serverFile } from "./support/server";

/**
 * Builds the app where that has not been done, and starts a PostgreSQL when ACRE_TEST_ISOLATION asks for one.
 * `npm test` brings the build up to date before it comes here.
 *
 * @returns what is done after the last test
 * @throws Error when it cannot be built
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (!existsSync(serverFile)) build();
  return askedIsolation() === null ? async () => {} : startPostgresForRun();
}

function build(): void {
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/turbo/bin/turbo", "run", "build", "--output-logs=errors-only"],
    { cwd: root, stdio: "inherit", env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" } },
  );
  if (status !== 0) throw new Error("The app could not be built; the message above says why.");
}

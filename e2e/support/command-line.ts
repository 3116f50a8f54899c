import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root, type Server } from "./server";

const command = join(root, "packages/cli/bin/acre.mjs");

/**
 * Runs the operator's command line beside a server.
 *
 * @returns what it says with `--json`
 * @throws Error when it ends with another exit code than 0
 */
export async function acre(server: Server, ...args: string[]): Promise<Record<string, unknown>> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...server.operating };
  const { stdout } = await promisify(execFile)(process.execPath, [command, ...args, "--json"], { env });
  return JSON.parse(stdout);
}

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** An installation of its own in a temporary folder, and the command that operates it, as a process each time. */
export function temporaryInstallation(variables: Record<string, string> = {}) {
  const dir = mkdtempSync(join(tmpdir(), "acre-cli-"));
  const { PATH = "", HOME = "" } = process.env;
  // Nothing of the outer environment: an operator's own settings must not reach a test.
  const env = { PATH, HOME, NODE_ENV: "production", ACRE_DATA_DIR: join(dir, "data"), ...variables };
  // Made before the tests began; `bin/acre.mjs` would take the sources, which start slowly, after any change to them.
  const command = join(import.meta.dirname, "../../dist/acre.mjs");

  function run(more: Record<string, string>, args: string[]): Promise<Finished> {
    return new Promise((resolve) => {
      const options = { env: { ...env, ...more } };
      const child = execFile(process.execPath, [command, ...args], options, (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      });
      child.stdin?.end();
    });
  }

  const acre = Object.assign((...args: string[]) => run({}, args), {
    /** With further environment variables. */
    with: (more: Record<string, string>, ...args: string[]) => run(more, args),
  });

  return { dir, env, acre, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

import { spawn } from "node:child_process";
import { once } from "node:events";

/** A server that runs in a process of its own. */
export interface ServerProcess {
  /** Where it is reached, without a slash at the end. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts a program that prints the address it is reached at.
 * @throws Error with what it printed when it ends before that
 */
export async function startServer(
  args: string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  let output = "";
  let url: string | undefined;
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      // Whatever comes later is read and forgotten: a pipe that nobody empties would hold the server up.
      if (url !== undefined) return;
      output += chunk;
      url = /(http:\/\/localhost:\d+)/.exec(output)?.[1];
      if (url !== undefined) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    ended.then(() => reject(new Error(`A server ended before it served:\n${output}`)), reject);
  });
  return {
    url: url ?? "",
    async stop() {
      child.kill("SIGTERM");
      await ended;
      process.off("exit", endWithUs);
    },
  };
}

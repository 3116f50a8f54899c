import { spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const started: StartProcess[] = [];

/** A start command that was run: what it printed, and how it ended. */
export interface StartProcess {
  readonly pid: number;
  readonly output: () => string;
  /** Resolves with the address that is printed once it serves. Rejects with the output when it ends instead. */
  readonly url: Promise<string>;
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly signal: (name: NodeJS.Signals) => void;
}

/** Runs `node scripts/start.mjs` as an operator would. */
export function startWithNode(env: Record<string, string>, args: string[] = []): StartProcess {
  return watch(process.execPath, ["scripts/start.mjs", ...args], env);
}

/** Runs `npm start`, which puts npm and a shell in between. */
export function startWithNpm(env: Record<string, string>): StartProcess {
  return watch("npm", ["start"], env);
}

/** Ends every process that a test left behind, with what it started. */
export async function endAll(): Promise<void> {
  for (const { pid, exit } of started.splice(0)) {
    killGroup(pid);
    await exit;
  }
}

// The group and not the process: npm may be gone already while what it started is not.
function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    const gone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!gone) throw error;
  }
}

function watch(program: string, args: string[], env: Record<string, string>): StartProcess {
  const child = spawn(program, args, {
    cwd: ROOT,
    // A group of its own, so that endAll reaches what npm started too.
    detached: true,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} could not be started`);

  let output = "";
  const exit = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  const url = new Promise<string>((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      output += chunk;
      const address = /Open\s+(http\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("close", () => reject(new Error(`it ended before it served:\n${output}`)));
  });
  // Tests of refusals look at the end and never at the address.
  url.catch(() => {});
  const running: StartProcess = { pid, output: () => output, url, exit, signal: (name) => child.kill(name) };
  started.push(running);
  return running;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type ServerProcess, startServer } from "./server-process";

const root = join(import.meta.dirname, "../../..");
const bareApp = join(root, "bench/bare-app");
const nextCommand = join(root, "node_modules/next/dist/bin/next");
const quiet = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };

/** Builds both applications as they are deployed; ours only after a change. */
export async function buildApplications(): Promise<void> {
  await build([join(root, "node_modules/turbo/bin/turbo"), "run", "build", "--filter=@acre/web"], root);
  await build([nextCommand, "build"], bareApp);
}

/** Starts the built application. */
export function startOurs(dataDir: string): Promise<ServerProcess> {
  const env = { ...quiet, PORT: "0", ACRE_DATA_DIR: dataDir, ACRE_JOBS: "off" };
  return startServer([...profiled("ours"), join(root, "apps/web/dist/server.mjs")], { cwd: root, env });
}

/** Starts a Next.js application as its makers say, which answers from a plain file whoever asks. */
export function startBare(file: string): Promise<ServerProcess> {
  const args = [...profiled("bare"), nextCommand, "start", "--port", "0"];
  return startServer(args, { cwd: bareApp, env: { ...quiet, BENCH_FILE: file } });
}

function profiled(name: string): string[] {
  const dir = process.env.BENCH_PROFILE;
  return dir ? ["--cpu-prof", `--cpu-prof-dir=${dir}/${name}`] : [];
}

async function build(args: string[], cwd: string): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...quiet },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`An application could not be built:\n${output}`);
}

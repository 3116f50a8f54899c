import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Why there can be no Redis here, or null. */
export const noRedis: string | null =
  spawnSync("redis-server", ["--version"]).status === 0
    ? null
    : "Redis is not installed (Debian: apt-get install redis-server), so nothing was cached in it.";

export interface TestRedis {
  url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again at the same address, empty. */
  restart(): Promise<void>;
  /** Keeps it from answering, without closing anything. */
  pause(): void;
  resume(): void;
}

/** A Redis of one's own, which is gone with the test. */
export async function startRedis(): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), "redis-test-"));
  const port = await freePort();
  let child = await start(dir, port);

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGKILL");
    await gone;
  }

  onTestFinished(async () => {
    await kill();
    rmSync(dir, { recursive: true, force: true });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async restart() {
      child = await start(dir, port);
    },
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
  };
}

function start(dir: string, port: number): Promise<ChildProcess> {
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--dir", dir, "--save", ""];
  const child = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "inherit"] });
  let log = "";
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      log += String(chunk);
      if (log.includes("Ready to accept connections")) resolve(child);
    });
    child.once("exit", () => reject(new Error(`Redis did not start.\n${log}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

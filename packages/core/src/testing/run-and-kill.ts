import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect } from "vitest";

/** Runs a fixture that may kill itself, with a job in JSON. Resolves with what it said: nothing when it was killed. */
export async function runAndKill(fixture: string, job: object): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", fixture, JSON.stringify(job)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect(signal === "SIGKILL" || code === 0).toBe(true);
  return said;
}

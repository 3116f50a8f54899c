import { spawn } from "node:child_process";
import { root } from "./root.mjs";

const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a program from the repository's root and waits for its end. A signal that asks this process to
 * stop is passed on, so that nothing it started stays behind.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean, onText?: (text: string) => void }} [options]
 *   `quiet` keeps the output for the result instead of showing it; `onText` sees it as it comes
 * @returns {Promise<{ code: number, output: string }>} code is 127 when the program is not there, and
 *   1 when a signal ended it
 */
export function run(program, args, { env = {}, quiet = false, onText } = {}) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    shell: process.platform === "win32" && !program.endsWith(".exe"),
  });
  const chunks = [];
  const collect = (chunk) => {
    chunks.push(chunk);
    if (onText) onText(String(chunk));
  };
  if (quiet) {
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
  }
  const forward = (signal) => child.kill(signal);
  for (const signal of passedOn) process.on(signal, forward);

  return new Promise((resolve) => {
    const done = (code) => {
      for (const signal of passedOn) process.off(signal, forward);
      resolve({ code, output: Buffer.concat(chunks).toString() });
    };
    child.once("error", (error) => {
      chunks.push(Buffer.from(`${program}: ${error.message}\n`));
      done(127);
    });
    child.once("close", (code, signal) => {
      // Stopped by the person who started us: there is nobody left to go on for.
      if (passedOn.includes(signal)) process.exit(signal === "SIGINT" ? 130 : 143);
      done(code ?? 1);
    });
  });
}

/** Runs a JavaScript file with this same Node. Takes and returns what `run` does. */
export const runNode = (file, args, options) => run(process.execPath, [file, ...args], options);

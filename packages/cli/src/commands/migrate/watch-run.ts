import { spawn } from "node:child_process";
import type { Operator, RunSummary, Watching } from "@acre/core/platform";
import type { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { showRun } from "../../output/run-progress";
import { Reported } from "../../reported";
import { withOperator } from "../../with-operator";
import { runFacts } from "./run-facts";

/**
 * Carries a run on in front of an operator, and prints how it stands in the end.
 * @throws Reported when it paused, or some tenant failed
 */
export async function watchRun(
  command: Pick<Command, "optsWithGlobals">,
  work: (operator: Operator, watching: Watching) => Promise<RunSummary | null>,
): Promise<void> {
  const json = wantsJson(command);
  const run = await watching(command, work);
  if (run === null) {
    print(json, { run: null }, "Every tenant is up to date.");
    return;
  }
  print(json, { run }, runFacts(run));
  if (run.status !== "completed") throw new Reported();
}

/**
 * Runs work on the fleet in front of an operator, who sees how it comes along. Ctrl-C has it pause after the tenants under
 * way; a second one ends the process, as a kill would, and it can be resumed all the same.
 */
export function watching<T>(
  command: Pick<Command, "optsWithGlobals">,
  work: (operator: Operator, watching: Watching) => Promise<T>,
): Promise<T> {
  return withOperator((operator) =>
    pausable(async (signal) => {
      const progress = showRun(wantsJson(command));
      try {
        return await work(operator, { signal, ask: askCommand, onProgress: progress.show });
      } finally {
        progress.stop();
      }
    }),
  );
}

async function pausable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write("\nPausing after the tenants under way. Press again not to wait for that.\n");
    controller.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

/** Runs an operator's own check through the shell; its exit code says whether to go on. */
function askCommand(command: string, wave: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      shell: true,
      // What it says is for people: stdout is this command's own.
      stdio: ["ignore", 2, 2],
      env: { ...process.env, ACRE_WAVE: wave },
    });
    child.once("error", reject);
    child.once("exit", (code, killedBy) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${killedBy ?? `exit code ${code}`}.`));
    });
  });
}

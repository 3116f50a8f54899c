import { closeSync, existsSync, fsyncSync, openSync } from "node:fs";
import { join } from "node:path";

const begunFile = "demo-begun";
const filledFile = "demo-filled";

/** How far the example workspaces of a data folder are. */
export type DemoProgress = "none" | "begun" | "filled";

/**
 * Two empty files in the data folder say that it is a demo's and that it has been filled. Files, since nobody who
 * signs up can make them: no account or workspace, whatever it is called, is ever taken for an example.
 */
export function readProgress(dir: string): DemoProgress {
  if (existsSync(join(dir, filledFile))) return "filled";
  return existsSync(join(dir, begunFile)) ? "begun" : "none";
}

/** Records durably how far they are. */
export function writeProgress(dir: string, progress: Exclude<DemoProgress, "none">): void {
  const file = openSync(join(dir, progress === "filled" ? filledFile : begunFile), "a", 0o600);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

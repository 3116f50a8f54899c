import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BootReport, bootPlatform, openDataDir, type Platform, readEnv } from "../platform";

/** An installation on real files, as the start command brings it up. */
export interface TestPlatform {
  platform: Platform;
  report: BootReport;
  /** The data folder. */
  dir: string;
  /** Every line for the log so far. */
  log: string[];
  /** Shuts it down as a stop does, and leaves the folder. */
  close(): Promise<void>;
}

/** A folder of its own in the system's temporary one, and how to remove it. */
export function temporaryFolder(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), "acre-core-"));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Boots on `dir`, which is locked until `close`. */
export async function bootTestPlatform(
  dir: string,
  variables: Record<string, string> = {},
): Promise<TestPlatform> {
  const log: string[] = [];
  const env = readEnv(variables, dir);
  const dataDir = openDataDir(join(dir, "data"));
  try {
    const { platform, report, close } = await bootPlatform(env, dataDir, {
      localUrl: "http://localhost:3000",
      log: (line) => log.push(line),
    });
    return {
      platform,
      report,
      dir: dataDir.path,
      log,
      async close() {
        await close();
        dataDir.release();
      },
    };
  } catch (error) {
    dataDir.release();
    throw error;
  }
}

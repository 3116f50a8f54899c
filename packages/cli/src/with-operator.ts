import { bootPlatform, endInterrupted, type Operator, openDataDir, readEnv } from "@acre/core/platform";
import { root } from "./root";

/**
 * Opens the installation that the environment names, runs `work` as its operator and closes it again, whatever
 * happens.
 * @throws what `work` throws; EnvError, DataDirError and TenancyError when the installation cannot be opened
 */
export async function withOperator<T>(work: (operator: Operator) => Promise<T>): Promise<T> {
  const env = readEnv(process.env, root);
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const dataDir = openDataDir(env.dataDir, "command");
  try {
    const { platform, close } = await bootPlatform(env, dataDir, {
      localUrl: `http://localhost:${env.port}`,
      log,
    });
    try {
      // A running server looks at its start alone.
      if (dataDir.beside) await endInterrupted(platform, log);
      return await work({ platform, actor: "cli" });
    } finally {
      await close();
    }
  } finally {
    dataDir.release();
  }
}

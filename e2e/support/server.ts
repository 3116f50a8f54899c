import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askedIsolation, createDatabase } from "./postgres-server";
import type { PostgresDatabase } from "./store/postgres";

/** The repository. */
export const root = join(import.meta.dirname, "../..");

/** What `npm start` runs once everything is built. */
export const serverFile = join(root, "apps/web/dist/server.mjs");

/** A running production server. */
export interface Server {
  /** Where people reach it, such as http://localhost:40123. */
  url: string;
  dataDir: string;
  /** Where it keeps the catalog and the workspaces; null when that is the data folder. */
  postgres: PostgresDatabase | null;
  /** The environment in which the command line finds this installation. */
  operating: Record<string, string>;
  /** Everything it has printed. */
  log: () => string;
  /** Ends it as Ctrl-C does, and removes its data. */
  stop: () => Promise<void>;
}

/**
 * Starts the production server on a free port, with a data folder of its own, and a database of its own where
 * ACRE_TEST_ISOLATION asks for PostgreSQL.
 *
 * @param env what is set beside PORT and ACRE_DATA_DIR; nothing of the caller's environment but PATH and HOME is
 * @param file another build's server, and `isolation` another model than the environment asks for
 * @throws Error with the server's output when it ends before it serves
 */
export async function startServer(
  env: Record<string, string> = {},
  { file = serverFile, isolation = askedIsolation() }: { file?: string; isolation?: Isolation } = {},
): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), "acre-e2e-"));
  const { postgres, variables } = await chooseStore(isolation);
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: "0",
      ACRE_DATA_DIR: dataDir,
      ACRE_LIMITS: "off",
      ACRE_JOBS: "off",
      // Receivers of webhooks are on this machine.
      ACRE_WEBHOOKS_ALLOW_PRIVATE: "on",
      ...variables,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  // A run that is broken off does not come to `stop`.
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      output += chunk;
      const address = /Open\s+(http\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    ended.then(() => reject(new Error(`The server ended before it served:\n${output}`)), reject);
  });
  return {
    url,
    dataDir,
    postgres,
    operating: { ACRE_DATA_DIR: dataDir, ...variables },
    log: () => output,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      process.off("exit", endWithUs);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A model on PostgreSQL; null for SQLite files. */
type Isolation = PostgresDatabase["isolation"] | null;

async function chooseStore(isolation: Isolation): Promise<{
  postgres: PostgresDatabase | null;
  variables: Record<string, string>;
}> {
  if (isolation === null) return { postgres: null, variables: {} };
  const { ownerUrl, superUrl } = await createDatabase();
  return {
    postgres: { superUrl, isolation },
    variables: { DATABASE_URL: ownerUrl, ACRE_ISOLATION: isolation },
  };
}

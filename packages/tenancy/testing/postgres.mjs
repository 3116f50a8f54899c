// A real PostgreSQL of our own for tools and tests: unpacked from npm, on a free port, gone afterwards.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { embeddedPostgresModule } from "./reachable-package.mjs";

/**
 * Starts a server with an empty data folder.
 * @param {string[]} [flags] extra server flags, such as ["-c", "max_connections=20"]
 * @returns {Promise<{ url: string, createDatabase(name: string): Promise<string>, stop(): Promise<void> }>}
 *   `url` is the superuser's on the database `postgres`; `createDatabase` answers the URL of a new database.
 */
export async function startPostgres(flags = []) {
  const databaseDir = mkdtempSync(join(tmpdir(), "acre-postgres-"));
  const log = [];
  const port = await freePort();
  const EmbeddedPostgres = await embeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--no-sync"],
    postgresFlags: ["-c", "fsync=off", "-c", `unix_socket_directories=`, ...flags],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    rmSync(databaseDir, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start.\n${log.join("").slice(-2000)}`, { cause });
  }
  const urlOf = (name) => `postgres://postgres:postgres@127.0.0.1:${port}/${name}`;
  return {
    url: urlOf("postgres"),
    async createDatabase(name) {
      await server.createDatabase(name);
      return urlOf(name);
    },
    async stop() {
      await server.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

// When a process is about to end by itself, the library ends it with the code 0, whatever its own code was: a
// test run that failed would pass. Its listeners for signals, which stop the server, may stay.
async function embeddedPostgres() {
  const events = ["beforeExit", "exit"];
  const before = events.map((event) => process.listeners(event));
  const { default: EmbeddedPostgres } = await import(embeddedPostgresModule());
  events.forEach((event, index) => {
    for (const listener of process.listeners(event)) {
      if (!before[index].includes(listener)) process.removeListener(event, listener);
    }
  });
  return EmbeddedPostgres;
}

/** A port nobody listens on right now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

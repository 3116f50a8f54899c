import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port";

/** Why there can be no PgBouncer here, or null. */
export const noPgBouncer: string | null =
  spawnSync("pgbouncer", ["--version"]).status === 0
    ? null
    : "PgBouncer is not installed (Debian: apt-get install pgbouncer), so nothing was tried through it.";

/** A real PgBouncer before the server of `url`; answers the URL through it. */
export async function startPgBouncer(
  url: string,
  mode: "session" | "transaction" | "statement",
): Promise<{ url: string; stop(): Promise<void> }> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const dir = mkdtempSync(join(tmpdir(), "pgbouncer-"));
  const listenPort = await freePort();
  const users = join(dir, "users.txt");
  const settings = join(dir, "pgbouncer.ini");
  writeFileSync(users, `"${username}" "${decodeURIComponent(password)}"\n`);
  writeFileSync(
    settings,
    `[databases]
* = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = ${mode}
default_pool_size = 3
max_client_conn = 200
server_reset_query =
`,
  );
  // It refuses to run as root.
  const asRoot = userInfo().uid === 0;
  if (asRoot) {
    const uid = Number(spawnSync("id", ["-u", "nobody"], { encoding: "utf8" }).stdout);
    for (const file of [dir, users, settings]) chownSync(file, uid, -1);
    chmodSync(dir, 0o700);
  }
  const child = spawn("pgbouncer", [...(asRoot ? ["-u", "nobody"] : []), settings], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let log = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      log += String(chunk);
      if (log.includes("process up")) resolve();
    });
    child.once("exit", () => reject(new Error(`PgBouncer did not start.\n${log}`)));
  });
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${listenPort}${pathname}`,
    async stop() {
      child.kill("SIGKILL");
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

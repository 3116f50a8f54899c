import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { ensureAppLogin } from "../../src/postgres/app-login";
import { citusPrograms } from "../../testing/citus-programs.mjs";
import { rows, type TestDatabase } from "./database";
import { freePort } from "./free-port";

const bin = citusPrograms();

/** Why there can be no Citus cluster here, or null. */
export const noCitus: string | null =
  bin === null
    ? "The extension Citus is in no PostgreSQL of this machine (Citus Data's package repository: postgresql-<version>-citus-<version>), so nothing was tried on a cluster."
    : null;

/** A coordinator and two workers. */
export interface TestCluster {
  /** The superuser's on each node, the coordinator's first, on the database `postgres`. */
  readonly urls: readonly string[];
  stop(): Promise<void>;
}

/** Starts three real servers with the extension, on free ports. */
export async function startCitus(): Promise<TestCluster> {
  if (bin === null) throw new Error(String(noCitus));
  const dir = mkdtempSync(join(tmpdir(), "citus-"));
  const nodes: Node[] = [];
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const account = unprivileged();
    if (account) chownSync(dir, account.uid, account.gid);
    const folders = ["coordinator", "worker_1", "worker_2"].map((name) => join(dir, name));
    const [first = "", ...others] = folders;
    makeData(bin, first, account);
    for (const folder of others) copyData(first, folder, account);
    const started = await Promise.allSettled(folders.map((folder) => startNode(bin, folder, account)));
    for (const one of started) if (one.status === "fulfilled") nodes.push(one.value);
    for (const one of started) if (one.status === "rejected") throw one.reason;
  } catch (error) {
    await stop();
    throw error;
  }
  return { urls: nodes.map(({ url }) => url), stop };
}

export interface ClusterDatabase extends TestDatabase {
  /** As the superuser, on each node, the coordinator first. */
  readonly nodes: readonly string[];
}

/**
 * An empty database of one's own on the cluster, as a hosting company hands it over, with the app's login; without the
 * coordinator among its nodes where that is asked for.
 */
export async function citusDatabase(
  { urls }: TestCluster,
  { coordinator = true } = {},
): Promise<ClusterDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const owner = `${name}_owner`;
  const nodes = urls.map((url) => at(url, name));
  await Promise.all(
    urls.map(async (url, index) => {
      await rows(url, `CREATE DATABASE ${name}`);
      await rows(nodes[index] ?? url, "CREATE EXTENSION citus");
    }),
  );
  const [superUrl = "", ...workers] = nodes;
  if (coordinator)
    await rows(superUrl, "SELECT citus_set_coordinator_host('127.0.0.1', $1)", [new URL(superUrl).port]);
  for (const worker of workers)
    await rows(superUrl, "SELECT citus_add_node('127.0.0.1', $1)", [new URL(worker).port]);
  // Over the coordinator, which makes it on the workers too and remembers that it is there.
  await rows(superUrl, `CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD 'owner'`);
  await Promise.all(urls.map((url) => rows(url, `ALTER DATABASE ${name} OWNER TO ${owner}`)));
  const ownerUrl = at(superUrl, name, owner);
  const login = await ensureAppLogin({ ownerUrl });
  return { name, superUrl, ownerUrl, appUrl: login.url, appName: login.name, nodes };
}

function at(serverUrl: string, database: string, user?: string): string {
  const url = new URL(serverUrl);
  url.pathname = database;
  if (user !== undefined) url.username = user;
  return url.href;
}

interface Account {
  uid: number;
  gid: number;
}

// PostgreSQL refuses to run as root.
function unprivileged(): Account | undefined {
  if (userInfo().uid !== 0) return undefined;
  const id = (flag: string) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

function makeData(programs: string, folder: string, account: Account | undefined): void {
  const { status, stderr } = spawnSync(
    join(programs, "initdb"),
    ["-D", folder, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions"],
    { ...account, encoding: "utf8", cwd: "/" },
  );
  if (status !== 0) throw new Error(`initdb failed.\n${stderr}`);
}

function copyData(from: string, to: string, account: Account | undefined): void {
  mkdirSync(to, { mode: 0o700 });
  cpSync(from, to, { recursive: true });
  if (account) spawnSync("chown", ["-R", `${account.uid}:${account.gid}`, to]);
}

interface Node {
  readonly url: string;
  stop(): Promise<void>;
}

async function startNode(programs: string, folder: string, account: Account | undefined): Promise<Node> {
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    shared_preload_libraries: "citus",
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    autovacuum: "off",
    max_connections: "100",
    max_prepared_transactions: "50",
    "citus.enable_statistics_collection": "off",
    "citus.node_conninfo": "sslmode=disable",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // The shell ends the server when its own input ends: with `stop`, or with this process, however that goes.
  const child = spawn(
    "/bin/sh",
    ["-c", endingWithInput, join(programs, "postgres"), "-D", folder, ...flags],
    {
      ...account,
      cwd: "/",
      // The nodes are each other's clients, and would look for certificates in the home of whoever runs the tests.
      env: { ...process.env, HOME: folder },
      stdio: ["pipe", "ignore", "pipe"],
    },
  );
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await ready(child);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      child.stdin?.end();
      await gone;
    },
  };
}

const endingWithInput =
  'exec 3<&0; "$0" "$@" & server=$!; (cat <&3 >/dev/null; kill -QUIT $server) & exec 3<&-; wait $server';

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    child.stderr?.on("data", (chunk) => {
      log = (log + String(chunk)).slice(-4000);
      if (log.includes("ready to accept connections")) resolve();
    });
    child.once("exit", () => reject(new Error(`PostgreSQL with Citus did not start.\n${log}`)));
  });
}

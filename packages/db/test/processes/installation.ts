import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createPostgresServer, ensureAppLogin, type IsolationModel } from "@acre/tenancy";
import { createEngine, type Engine } from "@acre/tenancy/testing";
import Database from "better-sqlite3";
import pg from "pg";
import { onTestFinished } from "vitest";
import { openCatalogFile } from "../../src/store/catalog";
import { openCatalogSchema } from "../../src/store/catalog-schema";
import { type TenantDb, tenancyOptions } from "../../src/store/tenancy";

/** What the processes of one installation are told of it. */
export interface Installation {
  dir: string;
  isolation: IsolationModel;
  server: { ownerUrl: string; appUrl: string } | null;
  times: { leaseMs: number; heartbeatMs: number; pollMs: number; drainTimeoutMs: number };
}

/** What a worker is told to do. */
export type Order =
  | { do: "write" | "transact" | "hang alone"; tenantId: string }
  | { do: "stop writing" | "resume" | "leave" };

export interface Worker {
  readonly child: ChildProcess;
  /** Everything it said so far. */
  readonly said: Record<string, unknown>[];
  tell(order: Order): void;
  /** The names of the rows that it was told are written. */
  acknowledged(): string[];
  /** Resolves when it has said something with this key. */
  heard(key: string): Promise<unknown>;
  ended: Promise<unknown>;
}

const script = fileURLToPath(new URL("./worker.ts", import.meta.url));

/** An installation of its own, gone with the test: `ownerUrl` names an empty database, null is for files. */
export async function installation(
  isolation: IsolationModel,
  ownerUrl: string | null,
): Promise<Installation> {
  const dir = mkdtempSync(join(tmpdir(), "acre-processes-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const server = ownerUrl ? { ownerUrl, appUrl: (await ensureAppLogin({ ownerUrl })).url } : null;
  // Long enough that a busy machine does not make it run out by itself.
  const times = { leaseMs: 5000, heartbeatMs: 200, pollMs: 50, drainTimeoutMs: 20_000 };
  return { dir, isolation, server, times };
}

/** The test's own process as one of the installation's. */
export async function takePart(made: Installation): Promise<Engine<TenantDb>> {
  const { dir, isolation, server: urls, times } = made;
  const server = urls ? createPostgresServer({ ...urls, processId: "test" }) : null;
  const { catalog, close } = urls
    ? await openCatalogSchema(createPostgresServer(urls))
    : await openCatalogFile(join(dir, "catalog.db"));
  const process = { kind: "command", processId: "test", ...times } as const;
  const tenants = join(dir, "tenants");
  const engine = createEngine(
    tenancyOptions({ catalog, dir: tenants, maxOpenTenants: 10, isolation, server, keys: null, process }),
  );
  onTestFinished(async () => {
    await engine.pool.end();
    await engine.coordination.leave();
    for (const client of engine.clients()) await client.$disconnect();
    await server?.close();
    await close();
  });
  return engine;
}

/** Another process of the installation. */
export async function worker(made: Installation, processId: string): Promise<Worker> {
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(made), processId], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  onTestFinished(async () => {
    // A stopped process is ended by this too.
    child.kill("SIGKILL");
    await ended;
  });
  const said: Record<string, unknown>[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    said.push(JSON.parse(line));
    for (const listener of listeners) listener();
  });
  const heard = (key: string) =>
    new Promise<unknown>((resolve, reject) => {
      const listener = () => {
        const found = said.find((line) => key in line);
        if (found === undefined) return;
        listeners.delete(listener);
        resolve(found[key]);
      };
      listeners.add(listener);
      child.once("exit", () => reject(new Error(`${processId} ended before it said ${key}.`)));
      listener();
    });
  await heard("ready");
  return {
    child,
    said,
    heard,
    ended,
    tell: (order) => void child.stdin.write(`${JSON.stringify(order)}\n`),
    acknowledged: () => said.map((line) => line.acknowledged).filter((name) => typeof name === "string"),
  };
}

/** Stops a process where it holds no lock on a catalog in a file, in which nobody could write until it goes on. */
export async function stop({ child }: Worker, { dir, server }: Installation): Promise<void> {
  for (;;) {
    child.kill("SIGSTOP");
    // The system takes a moment to stop it.
    await delay(50);
    if (server || isFree(join(dir, "catalog.db"))) return;
    child.kill("SIGCONT");
    await delay(50);
  }
}

function isFree(path: string): boolean {
  const file = new Database(path, { timeout: 0 });
  try {
    file.exec("BEGIN IMMEDIATE; ROLLBACK");
    return true;
  } catch {
    return false;
  } finally {
    file.close();
  }
}

/** The names of all rows in a tenant's place, past the engine and its handles. */
export async function rowsIn(
  made: Installation,
  tenantId: string,
  superUrl: string | null,
): Promise<string[]> {
  if (!made.server || !superUrl) {
    const file = new Database(join(made.dir, "tenants", tenantId.slice(-2), `${tenantId}.db`), {
      readonly: true,
    });
    const names = file.prepare<[], { name: string }>("SELECT name FROM labels").all();
    file.close();
    return names.map(({ name }) => name).sort();
  }
  const schema = made.isolation === "row" ? "acre_rows" : `t_${tenantId.replaceAll("-", "")}`;
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  const { rows } = await client.query(`SELECT name FROM "${schema}".labels`);
  await client.end();
  return rows.map(({ name }) => String(name)).sort();
}

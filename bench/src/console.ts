// Times the operator's console over so many registered tenants, in the application as it is built, on a catalog in a file
// and on one in PostgreSQL. `npm run console --workspace bench`, after `npm run build`; a first argument says how many
// tenants.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  bootPlatform,
  grantOperator,
  openDataDir,
  type Platform,
  readEnv,
  signUp,
  statisticsSorts,
} from "@acre/core/platform";
import { startDatabaseServer } from "./database-server";
import { quantile } from "./statistics";

const tenants = Number(process.argv[2] ?? 10_000);
const rounds = 10;
const aimMs = 200;
const dayMs = 24 * 3600_000;
const root = join(import.meta.dirname, "../..");
const person = { name: "Ada", email: "ada@acre.example", password: "a sentence is good" };

const server = await startDatabaseServer();
try {
  const { ownerUrl, appUrl } = await server.newDatabase();
  const onServer = { DATABASE_URL: ownerUrl, ACRE_APP_DATABASE_URL: appUrl };
  const met = [await measured("a file", {}), await measured("PostgreSQL", onServer)];
  if (met.includes(false)) process.exitCode = 1;
} finally {
  await server.stop();
}

/** Prints how long each page took, the slowest last, and says whether all of them kept to the aim. */
async function measured(name: string, store: Record<string, string>): Promise<boolean> {
  const dir = mkdtempSync(join(tmpdir(), "acre-console-"));
  const variables = { ACRE_DATA_DIR: join(dir, "data"), ACRE_LIMITS: "off", ACRE_JOBS: "off", ...store };
  try {
    await prepare(variables, dir);
    const { url, processorMs, stop } = await serve(variables);
    try {
      const cookie = await logIn(url);
      const times = new Map<string, Took[]>();
      // In turns, so that what slows the machine for a while slows every page. The first turn compiles them.
      for (let round = 0; round <= rounds; round++) {
        for (const path of pages()) {
          const before = processorMs();
          const ms = await timed(url + path, cookie);
          const took = { ms, processorMs: processorMs() - before };
          if (round > 0) times.set(path, [...(times.get(path) ?? []), took]);
        }
      }
      return report(name, times);
    } finally {
      await stop();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function pages(): string[] {
  const list = "/admin/tenants";
  const sorted = statisticsSorts.flatMap((sort) => [
    `${list}?sort=${sort}&direction=asc`,
    `${list}?sort=${sort}&direction=desc`,
  ]);
  const last = Math.ceil((tenants + 1) / 50);
  return [
    "/admin",
    list,
    ...sorted,
    `${list}?search=registered_0077`,
    `${list}?search=nobody_at_all`,
    `${list}?status=suspended`,
    `${list}?isolation=database&status=active&sort=tasks&direction=desc`,
    `${list}?page=${last}`,
    `${list}?sort=lastActivityAt&direction=desc&page=${last}`,
    `${list}/registered_00777`,
    "/admin/work",
    "/admin/log",
  ];
}

/** Makes an installation with an operator, and registers tenants with their figures, which have no place. */
async function prepare(variables: Record<string, string>, dir: string): Promise<void> {
  const env = readEnv(variables, dir);
  const dataDir = openDataDir(env.dataDir);
  const { platform, close } = await bootPlatform(env, dataDir, { localUrl: "http://localhost", log() {} });
  try {
    const { tenant } = await signUp(platform, { companyName: "Acme", ...person });
    await grantOperator({ platform, actor: "cli" }, person.email);
    await register(platform, tenant);
  } finally {
    await close();
    dataDir.release();
  }
}

async function register({ catalog }: Platform, like: string): Promise<void> {
  const { id, datasource, isolation, schemaVersion } = await catalog.tenant.findUniqueOrThrow({
    where: { slug: like },
  });
  // Of files: without a key of its own each would be taken for one that is still to be encrypted, at every start.
  const key = await catalog.tenantKey.findUnique({ where: { placeId: id } });
  const now = Date.now();
  const inBatch = 500;
  for (let first = 0; first < tenants; first += inBatch) {
    const numbers = Array.from({ length: Math.min(inBatch, tenants - first) }, (_, index) => first + index);
    const rows = numbers.map((number) => ({
      slug: `registered_${String(number).padStart(5, "0")}`,
      status: number % 50 === 0 ? "suspended" : "active",
      isolation,
      datasource,
      schemaVersion,
      createdAt: new Date(now - ((number * 37) % 365) * dayMs),
    }));
    const made = await catalog.tenant.createManyAndReturn({ data: rows, select: { id: true } });
    if (key) await catalog.tenantKey.createMany({ data: made.map(({ id }) => ({ ...key, placeId: id })) });
    const figures = made.map(({ id }, index) => {
      const spread = ((first + index) * 7919) % 10_007;
      return {
        tenantId: id,
        users: 1 + (spread % 40),
        projects: 1 + (spread % 12),
        tasks: spread,
        activeAssignees: spread % 20,
        activePeople: spread % 25,
        bytes: BigInt(200_000 + spread * 900),
        lastActivityAt: spread % 9 === 0 ? null : new Date(now - spread * 600_000),
        requests: spread * 30,
        errors: spread % 7,
        computedAt: new Date(now - 1_800_000),
      };
    });
    await catalog.tenantStatistics.createMany({ data: figures });
  }
  const days = Array.from({ length: 90 }, (_, ago) => {
    const there = Math.round(tenants * (1 - ago / 120));
    return {
      day: new Date(now - ago * dayMs).toISOString().slice(0, 10),
      tenants: there,
      users: there * 20,
      projects: there * 6,
      tasks: there * 5000,
      activePeople: there * 12,
      bytes: BigInt(there) * 4_700_000n,
      isolation: JSON.stringify({ [isolation]: there }),
      requests: there * 1500,
      errors: there % 97,
    };
  });
  await catalog.fleetDay.createMany({ data: days });
}

interface Served {
  url: string;
  /** What the server computed until now; NaN where the system does not tell. */
  processorMs(): number;
  stop(): Promise<void>;
}

async function serve(variables: Record<string, string>): Promise<Served> {
  const { PATH = "", HOME = "" } = process.env;
  const child: ChildProcess = spawn(process.execPath, [join(root, "apps/web/dist/server.mjs")], {
    cwd: root,
    env: { NODE_ENV: "production", PATH, HOME, PORT: "0", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      output += chunk;
      const address = /Open\s+(http\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    ended.then(() => reject(new Error(`The server ended before it served:\n${output}`)), reject);
  });
  return {
    url,
    processorMs: () => processorMsOf(child.pid ?? 0),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** What all threads of a process computed so far, by Linux's own account in nanoseconds. */
function processorMsOf(pid: number): number {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(threads)) return Number.NaN;
  let sum = 0;
  for (const thread of readdirSync(threads)) {
    // One may end while the others are read.
    const line = existsSync(`${threads}/${thread}/schedstat`)
      ? readFileSync(`${threads}/${thread}/schedstat`, "utf8")
      : "0";
    sum += Number(line.split(" ")[0]) / 1e6;
  }
  return sum;
}

/** Logs in as the log-in page does. @returns the Cookie header */
async function logIn(url: string): Promise<string> {
  const token = await fetch(`${url}/api/auth/csrf`);
  const answered: unknown = await token.json();
  const csrfToken =
    typeof answered === "object" && answered !== null ? String(Reflect.get(answered, "csrfToken")) : "";
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookiesOf(token) },
    body: new URLSearchParams({ csrfToken, email: person.email, password: person.password, json: "true" }),
    redirect: "manual",
  });
  return cookiesOf(answer);
}

function cookiesOf({ headers }: Response): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function timed(url: string, cookie: string): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
  await answer.text();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
  return performance.now() - begun;
}

/** One answer: how long it was waited for, and what the server computed meanwhile. */
interface Took {
  ms: number;
  processorMs: number;
}

function report(name: string, times: ReadonlyMap<string, Took[]>): boolean {
  const sorted = (figures: number[]) => figures.toSorted((one, other) => one - other);
  const spread = (took: Took[]) => {
    const ms = sorted(took.map((one) => one.ms));
    const computed = quantile(sorted(took.map(({ processorMs }) => processorMs)), 0.5);
    return { p50: quantile(ms, 0.5), p95: quantile(ms, 0.95), computed };
  };
  const rows = [...times].map(([path, took]) => ({ path, ...spread(took) }));
  console.log(`\nCatalog in ${name}, ${tenants} tenants, ${rounds} times each, in ms:`);
  console.log("   p50    p95    cpu  page");
  const line = ({ p50, p95, computed }: ReturnType<typeof spread>) =>
    [p50, p95, computed].map((figure) => figure.toFixed(0).padStart(6)).join(" ");
  for (const { path, ...figures } of rows.sort((one, other) => one.p95 - other.p95))
    console.log(`${line(figures)}  ${path}`);
  const all = spread([...times.values()].flat());
  const met = all.p95 <= aimMs;
  console.log(`${line(all)}  all of them: ≤ ${aimMs} ms ${met ? "met" : "MISSED"}`);
  return met;
}

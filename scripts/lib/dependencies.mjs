import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "./refusal.mjs";
import { inRoot } from "./root.mjs";
import { run, runNode } from "./run.mjs";

/**
 * Makes sure that what the lock file names is installed, and that the database driver loads.
 *
 * @throws Refusal when it cannot be installed, with what to do about it
 */
export async function ensureDependencies() {
  if (needsInstall(readLock("package-lock.json"), readLock("node_modules/.package-lock.json")))
    await install();
  await ensureDriver();
}

/**
 * Whether the installed packages differ from the lock file. Contents are compared rather than times, which a
 * checkout or a restored cache changes at will. Packages for other platforms may be absent.
 *
 * @param {Record<string, { version?: string, integrity?: string, link?: boolean, optional?: boolean }> | null} wanted
 * @param {typeof wanted} installed
 */
export function needsInstall(wanted, installed) {
  if (wanted === null || installed === null) return true;
  return Object.entries(wanted).some(([path, want]) => {
    if (path === "") return false;
    const have = installed[path];
    if (have === undefined) return want.optional !== true;
    return have.version !== want.version || have.integrity !== want.integrity;
  });
}

/**
 * Why an installation failed, as far as npm's log tells, in one sentence.
 *
 * @param {string} log the text of npm's debug log
 */
export function explainFailedInstall(log) {
  if (/gyp ERR!|prebuild-install/.test(log) && /better-sqlite3/.test(log)) return DRIVER_MISSING;
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN/.test(log)) {
    return "The packages could not be downloaded; check the network, or npm's registry and proxy settings, and start again.";
  }
  if (/ENOSPC/.test(log))
    return "There is no space left on the disk for the packages; make room and start again.";
  if (/EACCES|EPERM|EROFS/.test(log)) {
    return "The packages could not be written into this folder; give this user the right to write here and start again.";
  }
  return "The packages could not be installed; npm's own message above says why.";
}

const DRIVER_MISSING =
  "The database driver (better-sqlite3) could be neither downloaded nor compiled; install a C++ compiler, make and python3 " +
  "(on Debian: apt-get install build-essential python3) and start again.";

function readLock(path) {
  try {
    return JSON.parse(readFileSync(inRoot(path), "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

async function install() {
  console.log("Installing what package-lock.json names (a minute or two, only when it changes)");
  const logs = mkdtempSync(join(tmpdir(), "acre-npm-"));
  try {
    const { code } = await npm(["ci", "--include=dev", "--no-audit", "--no-fund", `--logs-dir=${logs}`]);
    if (code !== 0) throw new Refusal(explainFailedInstall(readLogs(logs)));
  } finally {
    rmSync(logs, { recursive: true, force: true });
  }
}

/** Runs npm: the one that started this script when there is one, since it need not be on the PATH. */
function npm(args, options) {
  const started = process.env.npm_execpath;
  return started?.endsWith(".js") ? runNode(started, args, options) : run("npm", args, options);
}

function readLogs(dir) {
  return readdirSync(dir)
    .map((name) => readFileSync(join(dir, name), "utf8"))
    .join("\n");
}

// A native module is built for one version of Node, and may have been skipped (npm's ignore-scripts).
async function ensureDriver() {
  if (driverLoads()) return;
  console.log("Building the database driver for this version of Node (about a minute)");
  const { code, output } = await npm(["rebuild", "better-sqlite3", "--ignore-scripts=false"], {
    quiet: true,
  });
  if (code !== 0 || !driverLoads()) {
    if (output) console.error(output.trimEnd());
    throw new Refusal(DRIVER_MISSING);
  }
}

function driverLoads() {
  try {
    const Database = createRequire(inRoot("package.json"))("better-sqlite3");
    new Database(":memory:").close();
    return true;
  } catch {
    return false;
  }
}

import { accessSync, constants, existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Env } from "../env";
import { type Check, checking, good, trouble, warning } from "./check";

const oldestNode = [20, 19] as const;
const littleBytes = 500_000_000;
const fewBytes = 5_000_000_000;

/** What can be seen before anything of the installation is opened: the program, the folders, the disk. */
export async function examineSurroundings(env: Env): Promise<Check[]> {
  const folders: [string, string][] = [
    ["data folder", env.dataDir],
    ["backup folder", env.backupDir],
  ];
  const parts = folders.map(([name, path]) =>
    checking(name, "Make it readable and writable for whoever runs the server.", async () => [
      folder(name, path),
      await disk(name, path),
    ]),
  );
  return [node(), ...(await Promise.all(parts)).flat(), secrets(env.dataDir)];
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [needed, least] = oldestNode;
  const found = `Node ${process.versions.node}`;
  if (major > needed || (major === needed && minor >= least)) return good("node", found);
  return trouble("node", found, `Install Node ${needed}.${least} or newer.`);
}

function folder(name: string, path: string): Check {
  if (!existsSync(path)) return good(name, `${path}: made when it is needed`);
  accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  return good(name, path);
}

async function disk(name: string, path: string): Promise<Check> {
  let there = path;
  while (!existsSync(there)) there = dirname(there);
  const { bavail, bsize } = await statfs(there);
  const free = bavail * bsize;
  const found = `${(free / 1e9).toFixed(1)} GB free under the ${name}`;
  const advice = `Make room, or move the ${name}: a full disk stops every workspace. \`acre backup prune\` and \`acre tenant vacuum\` give some back.`;
  if (free < littleBytes) return trouble("disk", found, advice);
  return free < fewBytes ? warning("disk", found, advice) : good("disk", found);
}

// Opening the installation closes it to others, so that is seen before.
function secrets(dataDir: string): Check {
  const path = join(dataDir, "secrets.json");
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return good("secrets", "none yet: made at the first start");
  if (process.platform === "win32" || (stats.mode & 0o077) === 0)
    return good("secrets", `${path}, readable by its owner alone`);
  return trouble("secrets", `${path} can be read by others`, `chmod 600 ${path}`);
}

import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { inRoot } from "../root.mjs";

const packages = ["tenancy", "db", "core"];
const leftOut = ["node_modules", ".turbo", ".next"];

/**
 * Copies the packages whose tests look for leaks, so that a leak can be put in without touching the repository.
 * What is installed is linked; what is ours points into the copy.
 *
 * @param {string} target a folder that is not there yet
 * @returns {string} the same
 */
export function copySources(target) {
  const isSource = (path) => !leftOut.includes(basename(path));
  mkdirSync(join(target, "packages"), { recursive: true });
  cpSync(inRoot("package.json"), join(target, "package.json"));
  cpSync(inRoot("tsconfig.base.json"), join(target, "tsconfig.base.json"));
  linkInstalled(inRoot("node_modules"), join(target, "node_modules"));
  mkdirSync(join(target, "node_modules/@acre"));
  for (const name of packages) {
    const from = inRoot("packages", name);
    const to = join(target, "packages", name);
    cpSync(from, to, { recursive: true, filter: isSource });
    linkInstalled(join(from, "node_modules"), join(to, "node_modules"));
    symlinkSync(to, join(target, "node_modules/@acre", name), "junction");
  }
  return target;
}

// Entry by entry: what tools cache beside the packages stays apart.
function linkInstalled(from, to) {
  mkdirSync(to);
  if (!existsSync(from)) return;
  for (const entry of readdirSync(from)) {
    if (entry !== "@acre" && !entry.startsWith("."))
      symlinkSync(join(from, entry), join(to, entry), "junction");
  }
}

import {
  copyFileSync,
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { root } from "../root.mjs";

const leftOut = new Set([".git", ".turbo", ".next", "dist", "test-results", "prove-report"]);
const leftOutOfRoot = new Set(["data", "data-backups", "docs"]);

/**
 * Copies the repository as it stands on the disk, so that it can be changed and built apart from the original. What
 * npm installed is linked file by file: the bundler follows no link that leads out of the copy.
 *
 * @param {string} target a folder that is not there yet
 */
export function copyRepository(target) {
  copyFolder(root, target);
}

function copyFolder(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === "node_modules") linkFolder(source, copy);
    else if (leftOut.has(entry.name) || (from === root && leftOutOfRoot.has(entry.name))) continue;
    else if (entry.isDirectory()) copyFolder(source, copy);
    else cpSync(source, copy, { verbatimSymlinks: true });
  }
}

function linkFolder(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    // What tools cache beside the packages stays apart.
    if (name === ".cache") continue;
    const [source, copy] = [join(from, name), join(to, name)];
    const stat = lstatSync(source);
    if (stat.isDirectory()) linkFolder(source, copy);
    else if (stat.isSymbolicLink()) symlinkSync(readlinkSync(source), copy);
    else linkFile(source, copy);
  }
}

function linkFile(source, copy) {
  try {
    linkSync(source, copy);
  } catch {
    // Another file system.
    copyFileSync(source, copy);
  }
}

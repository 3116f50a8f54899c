#!/usr/bin/env node
// `npx acre`: runs the bundle when it is as new as the sources, and the sources themselves otherwise.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const cli = join(import.meta.dirname, "..");
const bundle = join(cli, "dist/acre.mjs");
const packages = join(cli, "..");
const sources = ["cli", "core", "db", "tenancy"].map((name) => join(packages, name, "src"));

process.env.NODE_ENV ??= "production";
if (existsSync(bundle) && !sources.some((dir) => holdsNewer(dir, statSync(bundle).mtimeMs))) {
  await import(pathToFileURL(bundle).href);
} else {
  await import("tsx/esm/api").then(({ register }) => register());
  await import(pathToFileURL(join(cli, "src/main.ts")).href);
}

function holdsNewer(dir, time) {
  return readdirSync(dir, { withFileTypes: true }).some((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? holdsNewer(path, time) : statSync(path).mtimeMs > time;
  });
}

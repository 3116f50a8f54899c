// node scripts/complete-lock.mjs: names in package-lock.json the platform packages that the registry at hand did not
// have when a dependency was added. npm leaves those out, and `npm ci` then refuses the lock file everywhere.
import { readFileSync, writeFileSync } from "node:fs";
import { completeLock } from "./lib/lock-file.mjs";
import { inRoot } from "./lib/root.mjs";

const file = inRoot("package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const added = completeLock(lock);
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(
  added.length > 0 ? `Added ${added.join(", ")}` : "package-lock.json names every platform package.",
);

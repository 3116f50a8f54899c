// Builds what `npm start` runs: the pages with Next.js, and the server around them into dist/server.mjs.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleServer } from "./bundle-server.mjs";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const nextCommand = createRequire(import.meta.url).resolve("next/dist/bin/next");

const { status } = spawnSync(process.execPath, [nextCommand, "build"], {
  cwd: web,
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
});
if (status !== 0) process.exit(status ?? 1);

await bundleServer(web);

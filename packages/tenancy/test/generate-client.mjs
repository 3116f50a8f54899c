// Generates the Prisma clients of the tests' own little schemas, unless they are there and up to date. No download.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** For Vitest's globalSetup, and for the type check. */
export default function generateClients() {
  generateClient(join(here, "fixture", "schema.prisma"), join(here, "generated"));
  generateClient(join(here, "postgres", "schema.prisma"), join(here, "postgres", "generated"));
}

function generateClient(schema, output) {
  const stamp = join(output, "stamp.txt");
  const packageFile = createRequire(import.meta.url).resolve("prisma/package.json");
  const digest = createHash("sha256")
    .update(readFileSync(schema))
    .update(readFileSync(packageFile))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  const cli = join(packageFile, "..", "build", "index.js");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, "generate", "--schema", schema, "--no-hints"],
    {
      cwd: here,
      encoding: "utf8",
      // `prisma generate` would download the schema engine, which it does not use. Any executable stops that.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
    },
  );
  if (status !== 0) throw new Error(`prisma generate failed:\n${stdout}\n${stderr}`);
  writeFileSync(stamp, digest);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateClients();

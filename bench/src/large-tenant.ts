// Takes one tenant of about a gigabyte through its life with the command line, each command in a process whose heap is
// bounded, and prints how long each took and the most memory it ever had. `npm run large --workspace bench`; a first
// argument says how many megabytes.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bootPlatform, openDataDir, readEnv, signUp } from "@acre/core/platform";
import { startDatabaseServer } from "./database-server";

const heapMb = 128;
const lookMs = 100;
const megabytes = Number(process.argv[2] ?? 1000);
const command = join(import.meta.dirname, "../../packages/cli/dist/acre.mjs");

const dir = mkdtempSync(join(tmpdir(), "acre-large-"));
const server = await startDatabaseServer();
try {
  const { ownerUrl, appUrl } = await server.newDatabase();
  const variables = {
    ACRE_DATA_DIR: join(dir, "data"),
    ACRE_ISOLATION: "database",
    DATABASE_URL: ownerUrl,
    ACRE_APP_DATABASE_URL: appUrl,
  };
  const slug = await fill(variables);
  const bundle = join(dir, "large.bundle");
  const lines: string[] = [];
  for (const args of [
    ["tenant", "backup", slug, "--out", bundle],
    ["tenant", "restore", bundle, "--as", "large_again"],
    ["tenant", "move", slug, "--to", "schemas", "--discard-old"],
  ]) {
    const { seconds, peakMb, output } = await timed(args, variables);
    lines.push(`acre ${args.slice(0, 2).join(" ")}: ${seconds.toFixed(1)} s, at most ${peakMb} MB in memory`);
    lines.push(
      ...output
        .trim()
        .split("\n")
        .map((line) => `  ${line}`),
    );
  }
  lines.push(`The bundle: ${(statSync(bundle).size / 1e6).toFixed(0)} MB. Heap: ${heapMb} MB at most.`);
  console.log(lines.join("\n"));
} finally {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}

/** Makes a workspace and fills it with long comments. */
async function fill(variables: Record<string, string>): Promise<string> {
  const env = readEnv(variables, dir);
  const dataDir = openDataDir(env.dataDir);
  const { platform, close } = await bootPlatform(env, dataDir, { localUrl: "http://localhost", log() {} });
  const person = { companyName: "Large", name: "Ada", email: "ada@acme.com", password: "a sentence is good" };
  const { tenant: slug } = await signUp(platform, person);
  const db = await platform.tenancy.connect(slug);
  const [task, author] = [await db.task.findFirstOrThrow(), await db.user.findFirstOrThrow()];
  const inBatch = 500;
  const bytes = 4_000;
  for (let written = 0; written < megabytes * 1e6; written += inBatch * bytes) {
    const data = Array.from({ length: inBatch }, () => ({
      taskId: task.id,
      authorId: author.id,
      body: words(bytes),
    }));
    await db.comment.createMany({ data });
  }
  await close();
  dataDir.release();
  return slug;
}

/** Text that compresses as text does, about in half. */
function words(length: number): string {
  let text = "";
  while (text.length < length) text += `${Math.random().toString(36).slice(2)} the `;
  return text.slice(0, length);
}

async function timed(args: string[], variables: Record<string, string>) {
  const begun = performance.now();
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, command, ...args], {
    env: { ...process.env, ...variables, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  let peakMb = 0;
  const looking = setInterval(() => {
    peakMb = Math.max(peakMb, memoryOf(child.pid));
  }, lookMs);
  const code = await new Promise((resolve) => child.once("close", resolve));
  clearInterval(looking);
  if (code !== 0) throw new Error(`acre ${args.join(" ")} ended with ${code}.`);
  return { seconds: (performance.now() - begun) / 1000, peakMb, output };
}

/** The most that a process has had in memory so far, in megabytes, where the system tells. */
function memoryOf(pid: number | undefined): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Math.round(Number(kilobytes ?? 0) / 1000);
  } catch {
    return 0;
  }
}

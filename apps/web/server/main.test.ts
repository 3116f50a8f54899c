import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bootPlatform, openDataDir, readEnv, signUp } from "@acre/core/platform";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

// Starts that are refused, as real processes. Starts that serve need a build: see e2e/start.

const MAIN = join(import.meta.dirname, "main.ts");

let folder: string;
let dataDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "acre-start-"));
  dataDir = join(folder, "data");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a start is refused in one sentence, with nothing made", () => {
  it("when the port is in use", async () => {
    const other = createServer().listen(0);
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" ? address?.port : undefined;

    await expectRefusal({ PORT: String(port) }, `Port ${port} is in use by another program`);

    other.close();
    expect(existsSync(dataDir)).toBe(false);
  });

  it.each([
    ["PORT is not a number", { PORT: "eighty" }, "PORT has to be a number"],
    ["PORT is out of range", { PORT: "65536" }, "PORT has to be a number from 0 to 65535"],
    ["DATABASE_URL is no address", { DATABASE_URL: "localhost" }, "DATABASE_URL has to look like postgres:"],
    ["schemas have no server", { ACRE_ISOLATION: "schema" }, "needs a PostgreSQL server"],
    ["rows have no server", { ACRE_ISOLATION: "row" }, "needs a PostgreSQL server"],
    ["a proxy is no address", { ACRE_TRUSTED_PROXIES: "proxy.example" }, '"proxy.example"'],
  ])("when %s", async (_, env, sentence) => {
    await expectRefusal(env, sentence);
    expect(existsSync(dataDir)).toBe(false);
  });

  it("when a flag is not known", async () => {
    await expectRefusal({}, "the only flag is --demo", ["--dmo"]);
    expect(existsSync(dataDir)).toBe(false);
  });

  it("when the data folder is a file", async () => {
    writeFileSync(dataDir, "");
    await expectRefusal({}, "a file is in its place");
  });
});

describe("a start leaves alone", () => {
  it("a data folder that another process works in, whose id it names", async () => {
    const held = openDataDir(dataDir);
    await expectRefusal({}, `in use by another process (pid ${process.pid})`);
    expect(existsSync(join(dataDir, "catalog.db"))).toBe(false);
    held.release();
  });

  it("a data folder whose secrets are damaged", async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "secrets.json"), "{");
    await expectRefusal({}, "is damaged and was left as it is");
    expect(existsSync(join(dataDir, "catalog.db"))).toBe(false);
  });

  it("a data folder with workspaces of its own, when examples are asked for", async () => {
    await signUpInto(dataDir);
    await expectRefusal({}, "which --demo must not mix with", ["--demo"]);
    expect(existsSync(join(dataDir, "demo-begun"))).toBe(false);
  }, 30_000);
});

/** Leaves one real workspace in the data folder, as a server that was stopped does. */
async function signUpInto(path: string): Promise<void> {
  const held = openDataDir(path);
  const env = readEnv({ ACRE_DATA_DIR: path }, path);
  const { platform, close } = await bootPlatform(env, held, { localUrl: "http://localhost", log: () => {} });
  await signUp(platform, {
    companyName: "ACME Corp",
    name: "Ada",
    email: "ada@acme.example",
    password: "a quiet afternoon in may",
  });
  await close();
  held.release();
}

async function expectRefusal(
  env: Record<string, string>,
  sentence: string,
  args: string[] = [],
): Promise<void> {
  const { code, stderr } = await runServer(env, args);
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(code).toBe(1);
}

async function runServer(
  env: Record<string, string>,
  args: string[],
): Promise<{ code: number; stderr: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: "test", PORT: "0", ACRE_DATA_DIR: dataDir, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, stderr };
}

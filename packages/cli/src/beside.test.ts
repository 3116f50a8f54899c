import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createDatabase } from "@acre/core/testing/postgres";
import { afterEach, expect, it } from "vitest";
import { temporaryInstallation } from "./testing/acre";

const fixture = join(import.meta.dirname, "testing/server.fixture.ts");
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** A running server that people write to, and the command beside it. */
async function underLoad(variables: Record<string, string> = {}) {
  const { env, acre, remove } = temporaryInstallation(variables);
  const args = ["--import", "tsx", fixture];
  const server = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  cleanUps.push(() => {
    server.kill("SIGKILL");
    remove();
  });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse(String((await lines.next()).value));
  const { slug } = await next();
  async function told(...command: string[]) {
    const { code, stdout, stderr } = await acre(...command, "--json");
    expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
    return JSON.parse(stdout);
  }
  async function stop(): Promise<{ acknowledged: number; lost: string[]; refused: Record<string, number> }> {
    server.kill("SIGTERM");
    return next();
  }
  return { slug, told, stop };
}

it("a tenant lives its life in files beside a server, and every acknowledged write is kept", async () => {
  const { slug, told, stop } = await underLoad();
  const { id } = await told("tenant", "backup", slug);
  await told("tenant", "copy", slug, "beside_copy");
  await told("tenant", "rotate-key", slug);
  await told("tenant", "vacuum", slug);
  await told("tenant", "suspend", slug, "--read-only");
  await told("tenant", "resume", slug);
  await told("tenant", "restore", id, "--as", "beside_restored");
  expect((await told("tenant", "stats", "beside_copy")).tasks).toBeGreaterThan(0);

  const { acknowledged, lost, refused } = await stop();
  expect(lost).toEqual([]);
  expect(acknowledged).toBeGreaterThan(20);
  // What a moment's pause looks like, and what read-only does.
  expect(
    Object.keys(refused).filter((code) => !["unavailable", "workspace_read_only"].includes(code)),
  ).toEqual([]);
}, 120_000);

it("a tenant moves through every model beside a server, and every acknowledged write is kept", async () => {
  const { ownerUrl } = await createDatabase();
  const { slug, told, stop } = await underLoad({ DATABASE_URL: ownerUrl });
  for (const isolation of process.env.ACRE_TEST_FULL ? ["row", "database", "schema"] : ["row"]) {
    expect(await told("tenant", "move", slug, "--isolation", isolation, "--discard-old")).toMatchObject({
      tenant: { isolation, status: "active" },
      kept: false,
    });
  }
  const { acknowledged, lost, refused } = await stop();
  expect(lost).toEqual([]);
  expect(acknowledged).toBeGreaterThan(20);
  expect(Object.keys(refused).filter((code) => code !== "unavailable")).toEqual([]);
}, 120_000);

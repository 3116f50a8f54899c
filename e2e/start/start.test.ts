import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endAll, startWithNode, startWithNpm } from "./start-process";

let folder: string;
let env: { ACRE_DATA_DIR: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "acre-e2e-start-"));
  env = { ACRE_DATA_DIR: join(folder, "data") };
});
afterEach(async () => {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
});

describe("a first start", () => {
  it("serves, and says in one screen what it made and where to go", async () => {
    const server = startWithNode(env);
    const url = await server.url;

    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    expect((await fetch(url)).headers.get("content-type")).toContain("text/html");
    expect(server.output()).toContain("Created the data folder.");
    expect(server.output()).toContain(env.ACRE_DATA_DIR);
    expect(server.output().trim().split("\n").length).toBeLessThan(24);
    expect(statSync(join(env.ACRE_DATA_DIR, "secrets.json")).mode & 0o777).toBe(0o600);
  });
});

describe("a server in production", () => {
  it("answers a request that offers an upgrade like any other, and holds nothing open for it", async () => {
    const server = startWithNode(env);
    const { port } = new URL(await server.url);
    await fetch(`http://localhost:${port}/api/health`);
    const socket = connect(Number(port), "localhost");
    socket.write(
      "GET /api/health HTTP/1.1\r\nHost: acre\r\nConnection: upgrade, close\r\nUpgrade: h2c\r\n\r\n",
    );
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("a second start", () => {
  it("needs no build, serves within 10 seconds and finds the same secrets", async () => {
    const secrets = await startAndStop();
    const begun = performance.now();
    const server = startWithNode(env);
    const url = await server.url;
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(server.output()).not.toContain("Built in");
    expect(server.output()).not.toContain("Created");
    expect(readSecrets()).toBe(secrets);
  });

  it("is refused while the first one runs, and leaves it running", async () => {
    const first = startWithNode(env);
    const url = await first.url;

    const second = startWithNode(env);
    expect(await second.exit).toEqual({ code: 1, signal: null });
    expect(second.output()).toContain(`in use by another process (pid ${first.pid})`);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  });

  it("is refused on the same port, with nothing made", async () => {
    const first = startWithNode(env);
    const { port } = new URL(await first.url);

    const second = startWithNode({ ACRE_DATA_DIR: join(folder, "other"), PORT: port });
    expect(await second.exit).toEqual({ code: 1, signal: null });
    expect(second.output()).toContain(`Port ${port} is in use`);
    expect(() => statSync(join(folder, "other"))).toThrow("ENOENT");
  });

  it("takes over after a kill -9", async () => {
    const first = startWithNode(env);
    await first.url;
    const secrets = readSecrets();
    first.signal("SIGKILL");
    await first.exit;

    const second = startWithNode(env);
    expect((await fetch(`${await second.url}/api/health`)).status).toBe(200);
    expect(readSecrets()).toBe(secrets);
  });
});

describe("the end", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "comes cleanly with %s, with a connection kept alive",
    async (name) => {
      const server = startWithNode(env);
      const url = await server.url;
      await (await fetch(url)).text();
      server.signal(name);
      expect(await server.exit).toEqual({ code: 0, signal: null });
      await expect(fetch(url)).rejects.toThrow();
      expect(() => statSync(join(env.ACRE_DATA_DIR, "lock.pid"))).toThrow("ENOENT");
    },
  );

  it("comes once when a terminal and npm both pass Ctrl-C on", async () => {
    const server = startWithNode(env);
    await server.url;
    server.signal("SIGINT");
    server.signal("SIGINT");
    expect(await server.exit).toEqual({ code: 0, signal: null });
  });

  it("of npm start is the end of the server", async () => {
    const command = startWithNpm(env);
    const url = await command.url;
    command.signal("SIGTERM");
    await command.exit;
    await expect(fetch(url)).rejects.toThrow();
  });
});

async function startAndStop(): Promise<string> {
  const server = startWithNode(env);
  await server.url;
  const secrets = readSecrets();
  server.signal("SIGTERM");
  await server.exit;
  return secrets;
}

function readSecrets(): string {
  return readFileSync(join(env.ACRE_DATA_DIR, "secrets.json"), "utf8");
}

import { once } from "node:events";
import { Agent, type IncomingMessage, request as openRequest, type Server } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { trustedProxies } from "./client-address";
import { createHttpServer, type Handler } from "./http-server";
import { listen } from "./listen";
import { Refusal } from "./refusal";
import { drain } from "./stop";

const MB = 1024 * 1024;
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => drain(server, new Set(), 0)));
});

describe("a request", () => {
  it("waits for the app while it gets ready", async () => {
    let open: (handler: Handler) => void = () => {};
    const url = await serve(new Promise((resolve) => (open = resolve)));
    const answer = fetch(url);
    open(echo);
    expect((await answer).status).toBe(200);
  });

  it("reaches the app with the address of its socket", async () => {
    const url = await serve(Promise.resolve(echo));
    const seen = await (await fetch(url, { headers: { "x-acre-address": "10.0.0.1" } })).json();
    expect(seen.headers["x-acre-address"]).toBe("127.0.0.1");
  });

  it("that the app fails on is answered without a stack trace, which goes to the log", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const url = await serve(Promise.resolve(() => Promise.reject(new Error("expected by this test"))));
    const answer = await fetch(url);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("expected by this test");
    expect(String(logged.mock.calls[0]?.[0])).toContain("expected by this test");
    logged.mockRestore();
  });
});

describe("a body that is declared too large", () => {
  it("is refused with problem+json while the sender can still read it", async () => {
    let reached = 0;
    const url = await serve(Promise.resolve(counting(() => reached++)));
    const answer = await fetch(`${url}/api/v1/projects`, { method: "POST", body: Buffer.alloc(10 * MB) });

    expect(answer.status).toBe(413);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({
      status: 413,
      code: "payload_too_large",
      requestId: expect.any(String),
    });
    expect(reached).toBe(0);
  });

  it("leaves the connection usable for the next request", async () => {
    const url = await serve(Promise.resolve(echo));
    await fetch(`${url}/api/v1/projects`, { method: "POST", body: Buffer.alloc(2 * MB) });
    expect((await fetch(url)).status).toBe(200);
  });

  it("is not even asked for when the sender waits to be told", async () => {
    const url = await serve(Promise.resolve(echo));
    const { status, continued } = await sendExpecting(`${url}/api/v1/projects`, 2 * MB);
    expect({ status, continued }).toEqual({ status: 413, continued: false });
  });

  it("is not read to its end when that would take forever", async () => {
    const url = await serve(Promise.resolve(echo));
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(`POST /api/v1/projects HTTP/1.1\r\nhost: acre\r\ncontent-length: ${65 * MB}\r\n\r\n`);
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    await once(socket, "close");
    expect(String(Buffer.concat(chunks))).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("is accepted up to 1 MB", async () => {
    const url = await serve(Promise.resolve(echo));
    const sent = await (
      await fetch(`${url}/api/v1/projects`, { method: "POST", body: Buffer.alloc(MB) })
    ).json();
    expect(sent.length).toBe(MB);
    const asked = await sendExpecting(`${url}/api/v1/projects`, MB);
    expect(asked).toMatchObject({ status: 200, continued: true });
  });
});

describe("a body that is given up in its middle", () => {
  const pieces = Array.from({ length: 32 }, () => Buffer.alloc(64 * 1024));

  it("leaves the connection to the next request", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const url = await serve(Promise.resolve(givingUp));
    const [first, second] = [await sendPieces(url, pieces, agent), await sendPieces(url, pieces, agent)];
    expect([first.status, second.status]).toEqual([413, 413]);
    expect(second.reused).toBe(true);
    agent.destroy();
  });

  it("ends the connection when nobody can read it any more", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const url = await serve(
      Promise.resolve(async (request, response) => {
        await once(request, "data");
        // As a stream that is cancelled does it.
        request.socket.pause();
        Object.defineProperty(request, "destroyed", { value: true });
        response.writeHead(413).end();
      }),
    );
    const one = () => sendPieces(url, pieces, agent).catch(() => null);
    await one();
    expect((await one())?.reused ?? false).toBe(false);
    agent.destroy();
  });

  it("is not read to its end when that would take forever", async () => {
    const url = await serve(Promise.resolve(givingUp));
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write("POST / HTTP/1.1\r\nhost: acre\r\ntransfer-encoding: chunked\r\n\r\n");
    const piece = Buffer.concat([
      Buffer.from(`${MB.toString(16)}\r\n`),
      Buffer.alloc(MB),
      Buffer.from("\r\n"),
    ]);
    let sent = 0;
    const feed = () => {
      while (!socket.destroyed && sent < 200 && socket.write(piece)) sent += 1;
    };
    socket.on("drain", feed);
    socket.resume();
    feed();
    // It ends in a reset, which `once` would throw.
    await new Promise((resolve) => socket.once("close", resolve));
    expect(sent).toBeLessThan(200);
  });
});

describe("a URL", () => {
  it("beyond reason is refused", async () => {
    const url = await serve(Promise.resolve(echo));
    expect((await fetch(`${url}/?${"a".repeat(8 * 1024)}`)).status).toBe(414);
  });

  it("that cannot be decoded is refused, and one that can be is not", async () => {
    const url = await serve(Promise.resolve(echo));
    for (const path of ["/%", "/api/v1/projects/%E0%A4%A"]) {
      expect((await fetch(`${url}${path}`)).status).toBe(400);
    }
    expect((await fetch(`${url}/%E6%97%A5?q=%`)).status).toBe(200);
  });

  it("that names the host as well counts as the path on that host, with every guard of it", async () => {
    const url = await serve(Promise.resolve(echo));
    const { url: seen, headers } = await sendRaw(url, "GET http://acre.example/login?to=1");
    expect([seen, headers.host]).toEqual(["/login?to=1", "acre.example"]);
    expect((await sendRaw(url, "GET HTTPS://acre.example?to=1")).url).toBe("/?to=1");
    const large = `content-length: ${2 * MB}\r\n`;
    expect(await sendRaw(url, "POST http://acre.example/api/v1/projects", large)).toMatchObject({
      code: "payload_too_large",
    });
  });

  it("that is no path is refused", async () => {
    const url = await serve(Promise.resolve(echo));
    for (const target of ["OPTIONS *", "GET http://", "GET ftp://acre.example/"]) {
      expect(await sendRaw(url, target)).toMatchObject({ status: 400, code: "malformed_request" });
    }
  });
});

describe("the port", () => {
  it("is refused in one sentence when somebody has it", async () => {
    const url = await serve(Promise.resolve(echo));
    const port = Number(new URL(url).port);
    const second = createHttpServer(trustedProxies([]), Promise.resolve(echo));
    const refused = await listen(second, port).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(String(refused)).toContain(`Port ${port} is in use`);
  });
});

describe("the end", () => {
  it("lets a request that is being answered finish, and takes no other", async () => {
    let finish: () => void = () => {};
    let begun: () => void = () => {};
    const inside = new Promise<void>((resolve) => (begun = resolve));
    const url = await serve(
      Promise.resolve(async (_request, response) => {
        await new Promise<void>((resolve) => {
          finish = resolve;
          begun();
        });
        response.end("finished");
      }),
    );
    const answer = fetch(url);
    await inside;
    const stopped = drain(lastServer(), new Set());
    await expect(fetch(url)).rejects.toThrow();
    finish();
    expect(await (await answer).text()).toBe("finished");
    await stopped;
  });

  it("cuts what does not finish in time", async () => {
    let begun: () => void = () => {};
    const inside = new Promise<void>((resolve) => (begun = resolve));
    const url = await serve(Promise.resolve(() => new Promise<void>(() => begun())));
    const answer = fetch(url).catch(() => "cut");
    await inside;
    await drain(lastServer(), new Set(), 20);
    expect(await answer).toBe("cut");
  });
});

async function serve(ready: Promise<Handler>): Promise<string> {
  const server = createHttpServer(trustedProxies([]), ready);
  servers.push(server);
  return `http://127.0.0.1:${await listen(server, 0)}`;
}

function lastServer(): Server {
  const server = servers.at(-1);
  if (server === undefined) throw new Error("nothing serves");
  return server;
}

const echo: Handler = async (request, response) => {
  response.end(
    JSON.stringify({ url: request.url, headers: request.headers, length: await lengthOf(request) }),
  );
};

/** A route that reads a piece and has seen enough. */
const givingUp: Handler = async (request, response) => {
  await once(request, "data");
  request.pause();
  response.writeHead(413).end();
};

function counting(count: () => void): Handler {
  return async (request, response) => {
    count();
    await echo(request, response);
  };
}

async function lengthOf(request: IncomingMessage): Promise<number> {
  let length = 0;
  for await (const chunk of request) length += chunk.length;
  return length;
}

/** Sends a body in pieces of undeclared length. */
async function sendPieces(url: string, pieces: Buffer[], agent: Agent) {
  const request = openRequest(url, { method: "POST", agent });
  for (const piece of pieces) request.write(piece);
  request.end();
  const [response] = await once(request, "response");
  response.resume();
  await once(response, "end");
  return { status: response.statusCode, reused: request.reusedSocket };
}

/** Sends a request whose target no client would write, and reads the JSON of the answer. */
async function sendRaw(url: string, line: string, headers = "") {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(`${line} HTTP/1.1\r\nhost: acre\r\n${headers}connection: close\r\n\r\n`);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  await once(socket, "end");
  socket.destroy();
  return JSON.parse(/\{.*\}/s.exec(String(Buffer.concat(chunks)))?.[0] ?? "");
}

/** Sends a body only when the server asks for it, as curl does with large ones. */
async function sendExpecting(
  url: string,
  length: number,
): Promise<{ status: number | undefined; continued: boolean }> {
  const request = openRequest(url, {
    method: "POST",
    headers: { expect: "100-continue", "content-length": length },
  });
  let continued = false;
  request.on("continue", () => {
    continued = true;
    request.end(Buffer.alloc(length));
  });
  request.flushHeaders();
  const [response] = await once(request, "response");
  response.resume();
  await once(response, "end");
  request.destroy();
  return { status: response.statusCode, continued };
}

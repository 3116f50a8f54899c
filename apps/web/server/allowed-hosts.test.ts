import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { allowedHosts } from "./allowed-hosts";
import { trustedProxies } from "./client-address";
import { createHttpServer } from "./http-server";
import { listen } from "./listen";
import { drain } from "./stop";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** The status that a server with this list answers a request for `host` with. */
async function statusFor(isOurs: ReturnType<typeof allowedHosts>, headers: string, proxies: string[] = []) {
  const handler = async (_: unknown, response: { end: (text: string) => unknown }) => {
    response.end("ours");
  };
  const server = createHttpServer(trustedProxies(proxies), Promise.resolve(handler), isOurs);
  stops.push(() => drain(server, new Set(), 0));
  const socket = connect(await listen(server, 0), "127.0.0.1");
  socket.end(`GET / HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`);
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk));
  await once(socket, "close");
  return Number(answer.split(" ")[1]);
}

describe("a server that was told its names", () => {
  const isOurs = allowedHosts(["internal:3000", "other.example"], "https://acre.example.com");

  it.each([
    ["its public name", "acre.example.com", 200],
    ["its public name with a port", "acre.example.com:8443", 200],
    ["its public name in capitals, with a dot", "ACRE.example.com.", 200],
    ["a name that was added", "other.example:8080", 200],
    ["a name that was added with its port", "internal:3000", 200],
    ["the same name with another port", "internal:3001", 421],
    ["this machine", "localhost:3000", 200],
    ["a plain address", "192.0.2.7:3000", 200],
    ["a plain IPv6 address", "[2001:db8::1]:3000", 200],
    ["a foreign name", "evil.example", 421],
    ["a name that ends like its own", "evilacre.example.com", 421],
    ["a name below its own", "a.acre.example.com", 421],
    ["a name that begins like an address", "192.0.2.7.evil.example", 421],
    ["nothing", "", 421],
  ])("asked for %s", async (_, host, status) => {
    expect(await statusFor(isOurs, `Host: ${host}`)).toBe(status);
  });

  it("goes by what its proxy was asked for, and by nobody else's word", async () => {
    const headers = "Host: upstream\r\nX-Forwarded-Host: acre.example.com";
    expect(await statusFor(isOurs, headers, ["127.0.0.1"])).toBe(200);
    expect(await statusFor(isOurs, headers)).toBe(421);
    const foreign = "Host: acre.example.com\r\nX-Forwarded-Host: evil.example";
    expect(await statusFor(isOurs, foreign, ["127.0.0.1"])).toBe(421);
    expect(await statusFor(isOurs, foreign)).toBe(200);
  });
});

it("a server that was told no name answers to any", async () => {
  expect(await statusFor(allowedHosts([], null), "Host: whatever.example")).toBe(200);
});

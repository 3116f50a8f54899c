import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { settleAddress, trustedProxies } from "./client-address";
import { Refusal } from "./refusal";

describe("without a trusted proxy", () => {
  it("takes the address from the socket, whatever the request claims", () => {
    const headers = settle("203.0.113.9", [], {
      "x-acre-address": "10.0.0.1",
      "x-forwarded-for": "10.0.0.1",
      "x-real-ip": "10.0.0.1",
    });
    expect(headers["x-acre-address"]).toBe("203.0.113.9");
  });

  it("drops everything that a proxy alone may say", () => {
    const headers = settle("203.0.113.9", ["10.0.0.0/8"], {
      forwarded: "for=10.0.0.1;host=evil.example",
      "x-forwarded-for": "10.0.0.1",
      "x-forwarded-host": "evil.example",
      "x-forwarded-port": "1",
      "x-forwarded-proto": "https",
      "x-real-ip": "10.0.0.1",
      host: "acre.example",
    });
    expect(headers).toEqual({ host: "acre.example", "x-acre-address": "203.0.113.9" });
  });

  it("gives one client one name on a socket for both families", () => {
    expect(settle("::ffff:203.0.113.9", [])["x-acre-address"]).toBe("203.0.113.9");
  });
});

describe("behind a trusted proxy", () => {
  const trusted = ["10.0.0.0/8", "2001:db8::/32", "127.0.0.1"];

  it.each([
    ["the entry it wrote", "198.51.100.7", "198.51.100.7"],
    ["not what the client wrote before it", "1.1.1.1, 198.51.100.7", "198.51.100.7"],
    ["past further trusted proxies", "1.1.1.1, 198.51.100.7, 10.2.3.4, 2001:db8::5", "198.51.100.7"],
    ["without a port", "198.51.100.7:4711", "198.51.100.7"],
    ["without brackets", "[2001:470::1]:4711", "2001:470::1"],
    ["the first of a chain that is trusted throughout", "10.9.9.9, 10.2.3.4", "10.9.9.9"],
    ["the last that can be vouched for", "198.51.100.7, unknown, 10.2.3.4", "10.2.3.4"],
    ["itself when it says nothing useful", "unknown", "10.0.0.1"],
    ["itself when it says nothing", undefined, "10.0.0.1"],
  ])("takes %s", (_, forwarded, expected) => {
    const headers = settle(
      "10.0.0.1",
      trusted,
      forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
    );
    expect(headers["x-acre-address"]).toBe(expected);
  });

  it("recognises it on a socket for both families", () => {
    const headers = settle("::ffff:10.0.0.1", trusted, { "x-forwarded-for": "198.51.100.7" });
    expect(headers["x-acre-address"]).toBe("198.51.100.7");
  });

  it("keeps what it says of host and protocol, and still not x-acre-address", () => {
    const headers = settle("10.0.0.1", trusted, {
      "x-forwarded-host": "acre.example",
      "x-forwarded-proto": "https",
      "x-acre-address": "1.1.1.1",
    });
    expect(headers).toEqual({
      "x-forwarded-host": "acre.example",
      "x-forwarded-proto": "https",
      "x-acre-address": "10.0.0.1",
    });
  });
});

describe("ACRE_TRUSTED_PROXIES", () => {
  it.each(["proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "::1/129", "10.0.0.0/-1", "*"])(
    "refuses %s by name",
    (entry) => {
      expect(() => trustedProxies(["::1", entry])).toThrow(Refusal);
      expect(() => trustedProxies(["::1", entry])).toThrow(`"${entry}"`);
    },
  );
});

function settle(peer: string, proxies: string[], headers: Record<string, string> = {}) {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: peer });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, headers);
  settleAddress(request, trustedProxies(proxies));
  return { ...request.headers };
}

import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { Refusal } from "./refusal";

/** The header in which the server tells the routes where a request comes from. Nobody else can set it. */
const ADDRESS_HEADER = "x-acre-address";

/** What a proxy says of the original request. Believed of trusted proxies only. */
const FORWARDING_HEADERS = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/**
 * Which peers may speak for others.
 *
 * @param proxies addresses and CIDR ranges, such as `10.0.0.0/8` or `::1` (ACRE_TRUSTED_PROXIES)
 * @throws Refusal naming the entry that is neither
 */
export function trustedProxies(proxies: readonly string[]): BlockList {
  const trusted = new BlockList();
  for (const entry of proxies) {
    const [address = "", bits, ...rest] = entry.split("/");
    const family = familyOf(address);
    const longest = family === "ipv4" ? 32 : 128;
    const prefix = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (family === null || rest.length > 0 || !(prefix <= longest)) {
      throw new Refusal(
        `ACRE_TRUSTED_PROXIES names "${entry}", which is neither an address nor a range such as 10.0.0.0/8; correct it and start again.`,
      );
    }
    trusted.addSubnet(address, prefix, family);
  }
  return trusted;
}

/**
 * Makes a request's headers say only what can be relied on: writes the client's address to `x-acre-address`
 * and drops every forwarding header that no trusted proxy stands behind.
 *
 * With trusted proxies, the client is the right-most entry of X-Forwarded-For that is not itself one of them:
 * everything to the left of it was written by somebody unknown.
 */
export function settleAddress(request: IncomingMessage, trusted: BlockList): void {
  const peer = plainAddress(request.socket.remoteAddress ?? "");
  const { headers } = request;
  const behindProxy = isTrusted(peer, trusted);
  const client = behindProxy ? forwardedClient(peer, headers, trusted) : peer;
  if (!behindProxy) for (const name of FORWARDING_HEADERS) delete headers[name];
  headers[ADDRESS_HEADER] = client;
}

function forwardedClient(peer: string, headers: IncomingHttpHeaders, trusted: BlockList): string {
  const chain = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").reverse();
  let client = peer;
  for (const entry of chain) {
    const address = plainAddress(withoutPort(entry.trim()));
    // A trusted proxy that passes on something else than an address vouches for nothing beyond itself.
    if (familyOf(address) === null) return client;
    client = address;
    if (!isTrusted(address, trusted)) return client;
  }
  return client;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const family = familyOf(address);
  return family !== null && trusted.check(address, family);
}

function familyOf(address: string): "ipv4" | "ipv6" | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? "ipv4" : "ipv6";
}

/** `1.2.3.4:5678` and `[::1]:5678` are how some proxies write an entry. */
function withoutPort(entry: string): string {
  const bracketed = /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1];
  if (bracketed !== undefined) return bracketed;
  return /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(entry)?.[1] ?? entry;
}

/** A socket that listens for both families writes IPv4 as `::ffff:1.2.3.4`; one client must have one name. */
function plainAddress(address: string): string {
  const embedded = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return embedded ?? address;
}

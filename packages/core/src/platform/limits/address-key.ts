import ipaddr from "ipaddr.js";

/** Who an address counts as: itself, or of IPv6 the /64 network that one customer of a provider has to themselves. */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv6"
    ? `${parsed.toNormalizedString().split(":").slice(0, 4).join(":")}::/64`
    : parsed.toString();
}

/**
 * How many people an address may stand for. This machine's own is that of whatever runs beside the server, often a proxy
 * that nobody named in ACRE_TRUSTED_PROXIES, and then everybody's.
 */
export function crowdOf(address: string): number {
  const here = ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
  return here ? 10 : 1;
}

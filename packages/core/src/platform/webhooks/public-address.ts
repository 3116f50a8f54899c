import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

// Public by its number, and yet the inside of a cloud: Azure's own services for its machines.
const insideOfClouds = new Set(["168.63.129.16"]);
// What is given out to the world (IANA, IPv6 Global Unicast).
const worldwide = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an address is somewhere in the public internet: not this machine, its network or its cloud, not a group, not
 * reserved, and no IPv6 address that stands for an IPv4 one, which is judged wherever it may be translated.
 */
export function isPublicAddress(text: string): boolean {
  // Stricter than the library, which also reads what only old programs take for addresses.
  if (isIP(text) === 0 || text.includes("%")) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv4) return !insideOfClouds.has(address.toString());
  return address.match(worldwide) && !isIsatap(address);
}

// An IPv4 address in its last half (RFC 5214).
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (parts[4] === 0 || parts[4] === 0x0200) && parts[5] === 0x5efe;
}

import { isIP } from "node:net";
import type { WebhookNetwork } from "./network";
import { isPublicAddress } from "./public-address";

/** Why nothing is sent to an address. `message` is for the person who chose it. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
}

/** Where a message goes: the address that was looked at, and no other. */
export interface Destination {
  url: URL;
  address: string;
}

/**
 * Decides whether something may be sent there, and where that is: a name is looked up once, here, and what is checked
 * is what is connected to, so that it cannot stand for another address a moment later.
 * @throws AddressRefused
 */
export async function checkAddress(network: WebhookNetwork, text: string): Promise<Destination> {
  if (!URL.canParse(text)) throw new AddressRefused("This is not an address.");
  const url = new URL(text);
  if (url.protocol !== "https:" && !(network.allowPrivate && url.protocol === "http:")) {
    throw new AddressRefused("The address has to begin with https://.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new AddressRefused("Leave out the user name and password.");
  }
  const addresses = await addressesOf(network, url.hostname);
  const [address] = addresses;
  if (address === undefined) throw new AddressRefused(`${url.hostname} could not be looked up.`);
  // One that is not public is enough: who gives several may be choosing among them.
  if (!network.allowPrivate && !addresses.every(isPublicAddress)) {
    throw new AddressRefused(`${url.hostname} is not in the public internet.`);
  }
  return { url, address };
}

async function addressesOf(network: WebhookNetwork, host: string): Promise<string[]> {
  const literal = host.replace(/^\[(.+)\]$/, "$1");
  if (isIP(literal) !== 0) return [literal];
  try {
    return (await network.resolve(host)).filter((address) => isIP(address) !== 0);
  } catch {
    return [];
  }
}

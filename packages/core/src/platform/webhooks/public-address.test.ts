import { expect, it } from "vitest";
import { isPublicAddress } from "./public-address";

const refused = {
  loopback: ["127.0.0.1", "127.255.255.254", "::1"],
  "link-local": ["169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0"],
  private: ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd00:ec2::254"],
  "shared by a provider's customers": ["100.64.0.1", "100.100.100.200", "100.127.255.255"],
  unspecified: ["0.0.0.0", "0.1.2.3", "::"],
  group: ["224.0.0.1", "239.255.255.255", "ff02::1", "255.255.255.255"],
  reserved: [
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "240.0.0.1",
    "2001:db8::1",
  ],
  "IPv4 in IPv6": ["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:0:127.0.0.1", "::8.8.8.8"],
  translated: [
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
  ],
  ISATAP: ["2600::5efe:127.0.0.1", "2600::200:5efe:7f00:1"],
  "site-local, discarded, not given out": ["fec0::1", "100::1", "4000::1"],
  "inside of a cloud": ["168.63.129.16"],
  "no address": ["", "localhost", "1.2.3", "0x7f000001", "2130706433"],
};

for (const [kind, addresses] of Object.entries(refused)) {
  for (const address of addresses) {
    it(`${address || "nothing"} is not public: ${kind}`, () => {
      expect(isPublicAddress(address)).toBe(false);
    });
  }
}

for (const address of [
  "1.1.1.1",
  "8.8.8.8",
  "93.184.215.14",
  "2606:4700:4700::1111",
  "2a00:1450:4001:81b::200e",
]) {
  it(`${address} is public`, () => {
    expect(isPublicAddress(address)).toBe(true);
  });
}

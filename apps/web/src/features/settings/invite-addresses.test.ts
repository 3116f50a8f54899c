import { expect, it } from "vitest";
import { addressesIn } from "./invite-addresses";

it("finds addresses however they were pasted", () => {
  expect(addressesIn("a@x.com, b@x.com;c@x.com\n d@x.com\t e@x.com")).toEqual([
    "a@x.com",
    "b@x.com",
    "c@x.com",
    "d@x.com",
    "e@x.com",
  ]);
  expect(addressesIn('Ada Lovelace <a@x.com>, "Hopper, Grace" <b@x.com>\nAlan <c@x.com>')).toEqual([
    "a@x.com",
    "b@x.com",
    "c@x.com",
  ]);
  expect(addressesIn("a@x.com a@x.com")).toEqual(["a@x.com"]);
});

it("keeps what is no address, so that somebody is told", () => {
  expect(addressesIn("a@x.com, nobody")).toEqual(["a@x.com", "nobody"]);
  expect(addressesIn("  ,;\n")).toEqual([]);
});

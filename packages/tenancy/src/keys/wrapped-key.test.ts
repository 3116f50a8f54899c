import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createMasterKey, masterKeyOf } from "./master-key";
import { unwrapKey, wrapKey } from "./wrapped-key";

const master = createMasterKey(Buffer.alloc(32, 7));
const place = "01999999-0000-7000-8000-000000000001";

describe("a wrapped key", () => {
  it("opens for its place, and is another text each time", () => {
    const key = randomBytes(32);
    const wrapped = wrapKey(master, place, key);
    expect(unwrapKey(master, place, wrapped)).toEqual(key);
    expect(wrapKey(master, place, key)).not.toBe(wrapped);
    expect(Buffer.from(wrapped, "base64").includes(key)).toBe(false);
  });

  it("opens for no other place and under no other master key", () => {
    const wrapped = wrapKey(master, place, randomBytes(32));
    const unreadable = expect.objectContaining({ code: "key_unreadable" });
    expect(() => unwrapKey(master, place.replace(/1$/, "2"), wrapped)).toThrow(unreadable);
    expect(() => unwrapKey(createMasterKey(randomBytes(32)), place, wrapped)).toThrow(unreadable);
  });

  it("is refused with any bit flipped, cut off, longer, or spelled otherwise", () => {
    const wrapped = wrapKey(master, place, randomBytes(32));
    const bytes = Buffer.from(wrapped, "base64");
    const wrong = [
      bytes.subarray(1),
      bytes.subarray(0, -1),
      Buffer.concat([bytes, Buffer.from([0])]),
      Buffer.alloc(0),
    ];
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      wrong.push(flipped);
    }
    const spelled = [`${wrapped}\n`, ` ${wrapped}`, bytes.toString("base64url"), bytes.toString("hex")];
    for (const text of [...wrong.map((each) => each.toString("base64")), ...spelled]) {
      if (text === wrapped) continue;
      expect(() => unwrapKey(master, place, text), text).toThrow(
        expect.objectContaining({ code: "key_unreadable" }),
      );
    }
  });
});

describe("a master key", () => {
  it("has 32 bytes", () => {
    for (const length of [0, 16, 31, 33]) {
      expect(() => createMasterKey(Buffer.alloc(length))).toThrow(/has 32 bytes/);
    }
  });

  it("is known by an id of its own, which holds nothing of it", () => {
    const bytes = randomBytes(32);
    const { id, wrapping } = createMasterKey(bytes);
    expect(createMasterKey(bytes).id).toBe(id);
    expect(createMasterKey(randomBytes(32)).id).not.toBe(id);
    for (const secret of [bytes, wrapping]) expect(secret.toString("hex")).not.toContain(id);
  });

  it("that is missing is named", () => {
    const [current, lost] = [createMasterKey(randomBytes(32)), createMasterKey(randomBytes(32))];
    expect(masterKeyOf({ current, previous: [lost] }, lost.id)).toBe(lost);
    expect(() => masterKeyOf({ current, previous: [] }, lost.id)).toThrow(
      expect.objectContaining({ code: "master_key_unknown", message: expect.stringContaining(lost.id) }),
    );
  });
});

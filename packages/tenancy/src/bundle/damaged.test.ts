import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bundleOf, dump } from "../../test/bundle/places";
import {
  empty,
  framesOf,
  places,
  refusalOf,
  source,
  target,
  useRefusingPlaces,
} from "../../test/bundle/refusing";

useRefusingPlaces();

const damaged = ["bundle_corrupt", "bundle_truncated", "bundle_invalid", "bundle_version", "bundle_locked"];

describe("a damaged bundle", () => {
  const key = Buffer.alloc(32, 1);

  it("is refused by name wherever one byte is flipped, and nothing is loaded", async () => {
    const answers = new Map<string, number>();
    let positions = 0;
    for (const [bundle, opened] of [
      [await bundleOf(places.database, source), undefined],
      [await bundleOf(places.database, source, { key }), key],
    ] as const) {
      for (let at = 0; at < bundle.length; at++) {
        const flipped = Buffer.from(bundle);
        flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at);
        const answer = await refusalOf(flipped, places.database, opened);
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
        positions++;
      }
    }
    expect(positions).toBeGreaterThan(2000);
    expect([...answers.keys()].filter((code) => !damaged.includes(code))).toEqual([]);
    expect(await dump(places.database, target)).toEqual(empty);
  });

  it("is refused by name wherever it is cut off, or goes on", async () => {
    for (const [bundle, opened] of [
      [await bundleOf(places.database, source), undefined],
      [await bundleOf(places.database, source, { key }), key],
    ] as const) {
      for (let length = 0; length < bundle.length; length++)
        expect(await refusalOf(bundle.subarray(0, length), places.database, opened)).toBe("bundle_truncated");
      const longer = Buffer.concat([bundle, Buffer.from([0])]);
      expect(await refusalOf(longer, places.database, opened)).toBe("bundle_corrupt");
    }
    expect(await dump(places.database, target)).toEqual(empty);
  });

  it("is refused when frames change places or are left out, though each is whole", async () => {
    const lines = Array.from({ length: 9000 }, (_, n) =>
      createHash("sha256").update(String(n)).digest("hex"),
    );
    for (const opened of [undefined, key]) {
      const adapter = await places.database.open(source, { readOnly: false });
      const insert = `INSERT INTO "values" (id, text) SELECT value, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`;
      await adapter.executeRaw({
        sql: insert,
        args: [JSON.stringify(lines)],
        argTypes: [{ scalarType: "string", arity: "scalar" }],
      });
      await adapter.dispose();
      const bundle = await bundleOf(places.database, source, { key: opened });
      const frames = framesOf(bundle);
      expect(frames.parts.length).toBeGreaterThan(2);
      const [first, second, ...rest] = frames.parts;
      if (first === undefined || second === undefined) throw new Error("too few frames");
      for (const parts of [
        [second, first, ...rest],
        [second, ...rest],
        [first, second],
        [first, first, second, ...rest],
      ]) {
        const body = Buffer.concat([frames.header, ...parts]);
        const sealed = Buffer.concat([body, createHash("sha256").update(body).digest()]);
        expect(damaged).toContain(await refusalOf(sealed, places.database, opened));
      }
    }
    expect(await dump(places.database, target)).toEqual(empty);
  });
});

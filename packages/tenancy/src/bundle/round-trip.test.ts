import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bundleOf,
  dump,
  type Model,
  models,
  openPlaces,
  type Places,
  stream,
} from "../../test/bundle/places";
import { seed } from "../../test/bundle/seed";
import { newTenantId } from "../ids";
import { importBundle, tableChecksums, verifyBundle } from "./index";

let places: Places;
let seeded: string;
let expected: Record<string, string>;
/** The same data, in each model. */
const ids: Record<Model, string> = { database: newTenantId(), schema: newTenantId(), row: newTenantId() };

beforeAll(async () => {
  places = await openPlaces();
  seeded = ids.database;
  await seed(places.database, places.dir, seeded);
  expected = await dump(places.database, seeded);
  const bundle = await bundleOf(places.database, seeded);
  for (const model of ["schema", "row"] as const)
    await importBundle(stream(bundle), places[model], ids[model]);
}, 60_000);

afterAll(() => places.close());

describe("a tenant's data", () => {
  it("has one form, that says everything", () => {
    const rows = new Map(
      (expected.values ?? "")
        .trim()
        .split("\n")
        .map((line) => [JSON.parse(line)[6], JSON.parse(line)]),
    );
    expect([...rows.keys()].slice(-3)).toEqual(["É", "\u{ffff}", "\u{10000}"]);
    // at, big, blob, count, data, done, id, price, ratio, text
    expect(rows.get("numbers")?.slice(1)).toEqual([
      "9007199254740993",
      null,
      -2147483648,
      null,
      true,
      "numbers",
      "12.5",
      0.1,
      null,
    ]);
    expect(rows.get("limits")?.slice(7, 9)).toEqual(["1000000000000000000000", Number.MAX_VALUE]);
    expect(rows.get("small")?.slice(7, 9)).toEqual(["-0.000001", Number.MIN_VALUE]);
    expect(rows.get("zero")?.slice(7, 9)).toEqual(["0", 0]);
    expect(rows.get("infinite")?.[8]).toBe("Infinity");
    expect(rows.get("zoned")?.[0]).toBe("2024-02-29T12:34:56.789Z");
    expect(rows.get("blank")?.[0]).toBe("2024-02-29T12:34:56.000Z");
    expect(rows.get("milliseconds")?.[0]).toBe("2024-01-01T00:00:00.000Z");
    expect(rows.get("before-christ")?.[0]).toBe("-000043-03-15T12:00:00.000Z");
    expect(rows.get("odd")?.[4]).toBe('{"":null,"a":"é","b":[1.5,100,0]}');
    expect(rows.get("digits")?.[4]).toBe('{"deep":[[[{"y":2,"z":1}]]],"n":9007199254740993}');
    expect(rows.get("long")?.[9]).toHaveLength(500_000);
    expect(expected.people).toBe('["p3","p1",null,"t1"]\n["p2","p2",null,null]\n[null,"p3",null,"t2"]\n');
    expect(expected.pairs).toBe('["a",9,3]\n["a",10,2]\n["b",10,1]\n');
  });

  const pairs = models.flatMap((from) => models.map((to) => [from, to] as const));

  it.each(pairs)("is the same byte for byte from %s to %s", async (from, to) => {
    const bundle = await bundleOf(
      places[from],
      ids[from],
      from === "schema" ? { key: Buffer.alloc(32, 7) } : {},
    );
    const id = newTenantId();
    const manifest = await importBundle(stream(bundle), places[to], id, { key: Buffer.alloc(32, 7) });
    expect(await dump(places[to], id)).toEqual(expected);
    const snapshot = await places[to].snapshot(id);
    expect(await tableChecksums(snapshot)).toEqual(manifest.checksums);
    await snapshot.close();
    expect(manifest.checksums.map(({ table, rows }) => [table, rows])).toEqual([
      ["pairs", 3],
      ["values", 26],
      ["people", 3],
      ["a log", 2],
      ["teams", 2],
    ]);
    await places[to].destroy(id);
  });

  it.each(models)("goes on counting in %s where it had come to", async (model) => {
    const id = newTenantId();
    await importBundle(stream(await bundleOf(places.database, seeded)), places[model], id);
    const adapter = await places[model].open(id, { readOnly: false });
    const insert = `INSERT INTO "a log" (person_id, "Said ""so""") VALUES ('p1', 'next') RETURNING number`;
    const { rows } = await adapter.queryRaw({ sql: insert, args: [], argTypes: [] });
    expect(rows).toEqual([[11]]);
    await adapter.dispose();
    await places[model].destroy(id);
  });
});

describe("verifyBundle", () => {
  it("says what is in a bundle, under a passphrase too", async () => {
    const bundle = await bundleOf(places.row, ids.row, { passphrase: "Ünïcode", slug: "acme_corp" });
    const manifest = await verifyBundle(stream(bundle), { passphrase: "U\u0308nïcode" });
    expect(manifest.tenant).toEqual({ id: ids.row, slug: "acme_corp" });
    expect(manifest.migrations.map(({ name }) => name)).toEqual([
      "20250101000000_init",
      "20250201000000_nick",
    ]);
    expect(manifest.schemaVersion).toBe(places.row.schemaVersion);
    await expect(verifyBundle(stream(bundle), { passphrase: "other" })).rejects.toMatchObject({
      code: "bundle_locked",
    });
    await expect(verifyBundle(stream(bundle))).rejects.toMatchObject({ code: "bundle_locked" });
    await expect(verifyBundle(stream(bundle), { key: Buffer.alloc(32) })).rejects.toMatchObject({
      code: "bundle_locked",
    });
  });
});

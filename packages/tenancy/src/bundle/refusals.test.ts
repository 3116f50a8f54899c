import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bundleOf, dump, sqliteAt, stream } from "../../test/bundle/places";
import { empty, places, source, target, useRefusingPlaces } from "../../test/bundle/refusing";
import { sqliteVersions } from "../../test/bundle/schema";
import { newTenantId } from "../ids";
import { importBundle } from "./index";

useRefusingPlaces();

describe("a value that the place cannot hold", () => {
  const attempts: Array<["database" | "schema" | "row", string, unknown]> = [
    ["schema", "text", "a\0b"],
    ["row", "text", "a\0b"],
    ["row", "data", '"a\\u0000b"'],
    ["database", "ratio", "NaN"],
    ["database", "price", "0.1234567890123456789"],
    ["database", "data", "12345678901234567890123"],
    ["database", "big", "9223372036854775808"],
    ["schema", "at", "2024-01-01T00:00:00.123456Z"],
    ["database", "text", "half \ud800 a pair"],
    ["schema", "text", "half \ud800 a pair"],
    ["database", "at", "2024-01-01"],
    ["schema", "blob", "no base64!"],
    ["schema", "data", '{"b":1,"a":2}'],
    ["schema", "price", "1e3"],
    ["schema", "done", "t"],
  ];

  it.each(attempts)("in %s is refused by table and column: %s %j", async (model, column, value) => {
    const names = ["at", "big", "blob", "count", "data", "done", "id", "price", "ratio", "text"];
    const row = ["2024-01-01T00:00:00.000Z", null, null, null, null, false, "x", null, null, null];
    const loader = await places[model].load(target);
    await loader.begin("values");
    const wrong = row.map((own, at) => (names[at] === column ? value : own)) as Array<
      string | boolean | null
    >;
    await expect(loader.write([wrong])).rejects.toMatchObject({
      code: "value_unportable",
      message: expect.stringContaining(`values.${column}`),
    });
    await loader.abort();
    expect(await dump(places[model], target)).toEqual(empty);
  });

  it("is refused on the way out when it is not what its column says", async () => {
    const id = newTenantId();
    await places.database.provision(id);
    const adapter = await places.database.open(id, { readOnly: false });
    await adapter.executeRaw({
      sql: `INSERT INTO "values" (id, count) VALUES ('x', 'many')`,
      args: [],
      argTypes: [],
    });
    await adapter.dispose();
    await expect(bundleOf(places.database, id)).rejects.toMatchObject({
      code: "value_unportable",
      message: expect.stringContaining("values.count"),
    });
  });
});

describe("a place", () => {
  it("is loaded only while it is empty", async () => {
    const bundle = await bundleOf(places.database, source);
    for (const datasource of [places.schema, places.row]) {
      const id = newTenantId();
      await importBundle(stream(bundle), datasource, id);
      const before = await dump(datasource, id);
      await expect(importBundle(stream(bundle), datasource, id)).rejects.toMatchObject({
        code: "place_not_empty",
      });
      expect(await dump(datasource, id)).toEqual(before);
    }
    const before = await dump(places.database, source);
    await expect(importBundle(stream(bundle), places.database, source)).rejects.toMatchObject({
      code: "place_not_empty",
    });
    expect(await dump(places.database, source)).toEqual(before);
  });

  it("gives up nothing that is not there", async () => {
    for (const datasource of [places.database, places.schema, places.row])
      await expect(datasource.snapshot(newTenantId())).rejects.toMatchObject({ code: "datasource_missing" });
  });

  it("lets no row in that refers to none", async () => {
    for (const datasource of [places.database, places.schema, places.row]) {
      const loader = await datasource.load(target);
      const load = async () => {
        await loader.begin("people");
        await loader.write([["nobody", "p1", null, null]]);
        await loader.commit();
      };
      await expect(load()).rejects.toMatchObject({ code: "load_refused" });
      await loader.abort();
      expect(await dump(datasource, target)).toEqual(empty);
    }
  });
});

describe("a bundle of an older version", () => {
  it("is brought forward on the way into each model", async () => {
    const dir = `${places.dir}-old`;
    const older = sqliteAt(dir, sqliteVersions.slice(0, 1));
    const id = newTenantId();
    try {
      await older.provision(id);
      const adapter = await older.open(id, { readOnly: false });
      await adapter.executeRaw({
        sql: "INSERT INTO people (id, boss_id) VALUES ('p1', 'p1')",
        args: [],
        argTypes: [],
      });
      await adapter.dispose();
      const bundle = await bundleOf(older, id);
      for (const model of ["database", "schema", "row"] as const) {
        const restored = newTenantId();
        await importBundle(stream(bundle), places[model], restored);
        expect((await dump(places[model], restored)).people).toBe('["p1","p1",null,null]\n');
        const snapshot = await places[model].snapshot(restored);
        expect(snapshot.schemaVersion).toBe(places[model].schemaVersion);
        await snapshot.close();
        expect(await places.row.staging?.().exists(restored)).toBe(false);
      }
      await expect(importBundle(stream(bundle), places.schema, target)).rejects.toMatchObject({
        code: "datasource_exists",
      });
      // Into an empty place of the shared tables it goes by way of a schema of its own.
      const shared = newTenantId();
      await places.row.provision(shared);
      await importBundle(stream(bundle), places.row, shared);
      expect((await dump(places.row, shared)).people).toBe('["p1","p1",null,null]\n');
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

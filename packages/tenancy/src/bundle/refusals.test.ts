import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { craft, wrap } from "../../test/bundle/craft";
import { bundleOf, dump, openPlaces, type Places, sqliteAt, stream } from "../../test/bundle/places";
import { sqliteVersions } from "../../test/bundle/schema";
import type { Datasource } from "../datasource";
import { isTenancyError } from "../errors";
import { newTenantId } from "../ids";
import { importBundle, verifyBundle } from "./index";

let places: Places;
const source = newTenantId();
/** An empty place that nothing may get into. */
const target = newTenantId();
let empty: Record<string, string>;

beforeAll(async () => {
  places = await openPlaces();
  await places.database.provision(source);
  await places.database.provision(target);
  await places.schema.provision(target);
  await places.row.provision(target);
  empty = await dump(places.database, target);
  const adapter = await places.database.open(source, { readOnly: false });
  for (const sql of [
    "INSERT INTO pairs VALUES ('a', 1, 10), ('b', 2, 20)",
    "INSERT INTO people (id) VALUES ('p1')",
  ])
    await adapter.executeRaw({ sql, args: [], argTypes: [] });
  await adapter.dispose();
}, 60_000);

afterAll(() => places.close());

const damaged = ["bundle_corrupt", "bundle_truncated", "bundle_invalid", "bundle_version", "bundle_locked"];

async function refusalOf(bundle: Buffer, datasource: Datasource, key?: Buffer): Promise<string> {
  try {
    await importBundle(stream(bundle), datasource, target, { key });
    return "nothing";
  } catch (error) {
    return isTenancyError(error) ? error.code : String(error);
  }
}

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

function framesOf(bundle: Buffer): { header: Buffer; parts: Buffer[] } {
  let at = 0;
  for (let lines = 0; lines < 3; lines++) at = bundle.indexOf(10, at) + 1;
  const header = bundle.subarray(0, at);
  const parts: Buffer[] = [];
  while (at < bundle.length - 32) {
    const end = at + 4 + (bundle.readUInt32BE(at) & 0x7fff_ffff);
    parts.push(bundle.subarray(at, end));
    at = end;
  }
  return { header, parts };
}

interface Lines {
  head: {
    tables: Array<{
      name: string;
      columns: Array<{ name: string; type: string; nullable: boolean }>;
      key: string[];
    }>;
    migrations: Array<{ name: string; checksum: string }>;
    dialect: string;
  };
  rest: string[];
}

/** The lines of a real bundle, to be made into a false one. */
async function realLines(): Promise<Lines> {
  const id = newTenantId();
  await places.database.provision(id);
  const adapter = await places.database.open(id, { readOnly: false });
  await adapter.executeRaw({
    sql: "INSERT INTO pairs VALUES ('a', 1, 10), ('b', 2, 20)",
    args: [],
    argTypes: [],
  });
  await adapter.dispose();
  const { parts } = framesOf(await bundleOf(places.database, id));
  const payload = Buffer.concat(parts.map((part) => part.subarray(4, -16)));
  const [head = "", ...rest] = gunzipSync(payload).toString().trimEnd().split("\n");
  await places.database.destroy(id);
  return { head: JSON.parse(head), rest };
}

/** A table's end, as it has to be for these rows. */
function endOf(table: string, lines: string[]): string {
  const content = lines.map((line) => `${line}\n`).join("");
  const sha256 = createHash("sha256").update(content).digest("hex");
  return JSON.stringify({ table, rows: lines.length, bytes: Buffer.byteLength(content), sha256 });
}

describe("a bundle made to do harm", () => {
  const cases: Array<[string, string, (lines: Lines) => Iterable<string | object> | Promise<Buffer>]> = [
    [
      "a table named like a path",
      "bundle_mismatch",
      ({ head, rest }) => {
        const [first] = head.tables;
        if (first) first.name = "../../../etc/passwd";
        return [head, ...rest];
      },
    ],
    [
      "a table named like SQL",
      "bundle_mismatch",
      ({ head, rest }) => {
        const [first] = head.tables;
        if (first) first.name = 'pairs"; DROP TABLE people; --';
        return [head, ...rest];
      },
    ],
    [
      "Prisma's own history as a table",
      "bundle_mismatch",
      ({ head, rest }) => {
        const [first] = head.tables;
        if (first) first.name = "_prisma_migrations";
        return [head, ...rest];
      },
    ],
    [
      "a column that is not there",
      "bundle_mismatch",
      ({ head, rest }) => {
        const column = head.tables[0]?.columns[0];
        if (column) column.name = "tenant_id";
        return [head, ...rest];
      },
    ],
    [
      "a column of another type",
      "bundle_mismatch",
      ({ head, rest }) => {
        const column = head.tables[0]?.columns[0];
        if (column) column.type = "json";
        return [head, ...rest];
      },
    ],
    [
      "a type that is none",
      "bundle_invalid",
      ({ head, rest }) => {
        const column = head.tables[0]?.columns[0];
        if (column) column.type = "text); DROP TABLE people; --";
        return [head, ...rest];
      },
    ],
    [
      "a table less",
      "bundle_mismatch",
      ({ head, rest }) => [{ ...head, tables: head.tables.slice(1) }, ...rest],
    ],
    [
      "a table twice",
      "bundle_invalid",
      ({ head, rest }) => [{ ...head, tables: [...head.tables, ...head.tables.slice(0, 1)] }, ...rest],
    ],
    [
      "a column twice",
      "bundle_invalid",
      ({ head, rest }) => {
        const columns = head.tables[0]?.columns;
        if (columns?.[0]) columns.push(columns[0]);
        return [head, ...rest];
      },
    ],
    [
      "a million columns",
      "bundle_limit",
      ({ head, rest }) => {
        const columns = Array.from({ length: 1_000_000 }, (_, n) => ({
          name: `c${n}`,
          type: "text",
          nullable: true,
        }));
        return [{ ...head, tables: [{ name: "pairs", columns, key: ["c0"], counters: [] }] }, ...rest];
      },
    ],
    [
      "two thousand columns",
      "bundle_limit",
      ({ head, rest }) => {
        const columns = Array.from({ length: 2000 }, (_, n) => ({
          name: `c${n}`,
          type: "text",
          nullable: true,
        }));
        return [{ ...head, tables: [{ name: "pairs", columns, key: ["c0"], counters: [] }] }, ...rest];
      },
    ],
    [
      "two thousand tables",
      "bundle_limit",
      ({ head, rest }) => {
        const tables = Array.from({ length: 2000 }, (_, n) => ({
          name: `t${n}`,
          columns: [],
          key: [],
          counters: [],
        }));
        return [{ ...head, tables }, ...rest];
      },
    ],
    [
      "a wrong count",
      "bundle_corrupt",
      ({ head, rest }) => [head, ...rest.map((line) => line.replace('"rows":2', '"rows":3'))],
    ],
    [
      "a wrong digest",
      "bundle_corrupt",
      ({ head, rest }) => [head, ...rest.map((line) => line.replace(/"sha256":"../, '"sha256":"zz'))],
    ],
    ["a row too many", "bundle_corrupt", ({ head, rest }) => [head, '["c",3,30]', ...rest]],
    ["a row too short", "bundle_invalid", ({ head, rest }) => [head, '["a"]', ...rest]],
    [
      "a row that is nested",
      "bundle_invalid",
      ({ head, rest }) => [head, `["a",${"[".repeat(10_000)}${"]".repeat(10_000)},1]`, ...rest],
    ],
    [
      "a value of another type",
      "value_unportable",
      ({ head, rest }) => [head, '["a","1; DROP TABLE people",10]', endOf("pairs", []), ...rest],
    ],
    [
      "the same key twice",
      "load_refused",
      ({ head, rest }) => [head, rest[0] ?? "", rest[0] ?? "", endOf("pairs", [])],
    ],
    [
      "nothing where something has to be",
      "load_refused",
      ({ head }) => [head, '["a",1,null]', endOf("pairs", ['["a",1,null]'])],
    ],
    [
      "a newer version",
      "migration_ahead",
      ({ head, rest }) => {
        head.migrations.push({ name: "20990101000000_future", checksum: "0" });
        return [head, ...rest];
      },
    ],
    [
      "another history",
      "migration_changed",
      ({ head, rest }) => {
        const [first] = head.migrations;
        if (first) first.checksum = "0".repeat(64);
        return [head, ...rest];
      },
    ],
    ["no end", "bundle_corrupt", ({ head, rest }) => [head, ...rest.slice(0, -1)]],
    ["something after its end", "bundle_invalid", ({ head, rest }) => [head, ...rest, "[]"]],
    ["no JSON", "bundle_corrupt", () => ["{"]],
    ["nothing in it", "bundle_corrupt", () => []],
    ["a head that is a list", "bundle_invalid", ({ rest }) => ["[]", ...rest]],
    ["a head without an end", "bundle_limit", () => wrap(gzipSync(Buffer.alloc(16 * 1024 * 1024, "x")))],
    [
      "a line of 200 MB in 200 KB",
      "bundle_limit",
      ({ head }) =>
        wrap(
          Buffer.concat([
            gzipSync(`${JSON.stringify(head)}\n`),
            gzipSync(Buffer.alloc(200 * 1024 * 1024, "[")),
          ]),
        ),
    ],
    ["content that is not compressed", "bundle_corrupt", () => wrap(Buffer.from("plain"))],
    [
      "content that breaks off",
      "bundle_corrupt",
      ({ head }) => wrap(gzipSync(JSON.stringify(head)).subarray(0, -9)),
    ],
  ];

  it.each(cases)("with %s is %s, and the place stays as it was", async (_, code, make) => {
    const made = await make(await realLines());
    const bundle = Buffer.isBuffer(made) ? made : await craft(made);
    expect(await refusalOf(bundle, places.database)).toBe(code);
    expect(await dump(places.database, target)).toEqual(empty);
  });

  it("leaves nothing where there was nothing", async () => {
    const { head, rest } = await realLines();
    const bundle = await craft([head, ...rest.slice(0, -1)]);
    for (const datasource of [places.database, places.schema, places.row]) {
      const id = newTenantId();
      await expect(importBundle(stream(bundle), datasource, id)).rejects.toMatchObject({
        code: "bundle_corrupt",
      });
      expect(await datasource.exists(id)).toBe(false);
    }
  });

  it("says what PostgreSQL refused, and leaves its place as it was", async () => {
    const { head, rest } = await realLines();
    for (const datasource of [places.schema, places.row]) {
      const twice = await craft([head, rest[0] ?? "", rest[0] ?? "", endOf("pairs", [])]);
      expect(await refusalOf(twice, datasource)).toBe("load_refused");
      const tooLarge = await craft([head, '["a",3000000000,1]', endOf("pairs", [])]);
      expect(await refusalOf(tooLarge, datasource)).toBe("load_refused");
      expect(await dump(datasource, target)).toEqual(empty);
    }
  });

  it("cannot ask for more memory than is given", async () => {
    const encryption = {
      cipher: "aes-256-gcm",
      salt: Buffer.alloc(32).toString("base64"),
      scrypt: { n: 2 ** 30, r: 64, p: 1 },
    };
    const lines = `acre-bundle 1\n${JSON.stringify({ compression: "gzip", encryption })}\n`;
    const bundle = Buffer.from(`${lines}${createHash("sha256").update(lines).digest("hex")}\n`);
    await expect(verifyBundle(stream(bundle), { passphrase: "x" })).rejects.toMatchObject({
      code: "bundle_limit",
    });
  });

  it("of another format is refused, and so is what is none", async () => {
    const bundle = await bundleOf(places.database, source);
    const newer = Buffer.from(bundle.toString("latin1").replace("acre-bundle 1", "acre-bundle 2"), "latin1");
    await expect(verifyBundle(stream(newer))).rejects.toMatchObject({ code: "bundle_version" });
    await expect(verifyBundle(stream(Buffer.alloc(1_000_000)))).rejects.toMatchObject({
      code: "bundle_invalid",
    });
    await expect(verifyBundle(stream(Buffer.from("SQLite format 3\n")))).rejects.toMatchObject({
      code: "bundle_invalid",
    });
  });
});

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

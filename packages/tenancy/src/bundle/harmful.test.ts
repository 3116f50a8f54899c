import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { craft, wrap } from "../../test/bundle/craft";
import { bundleOf, dump, stream } from "../../test/bundle/places";
import {
  empty,
  endOf,
  type Lines,
  places,
  realLines,
  refusalOf,
  source,
  target,
  useRefusingPlaces,
} from "../../test/bundle/refusing";
import { newTenantId } from "../ids";
import { importBundle, verifyBundle } from "./index";

useRefusingPlaces();

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

import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import {
  type ArgType,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlQuery,
} from "@prisma/driver-adapter-utils";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { sql } from "../../test/fixture/sql";
import { fixtureMigrations, temporaryFolder } from "../../test/fixture/tenancy";
import { createSqliteAdapter } from "./adapter";
import { migrateSqliteFile } from "./migrate-file";
import { openDatabase } from "./open-database";

// The same statements, in the same order, against Prisma's own adapter and ours: results and errors must be alike.
async function bothAdapters(): Promise<{ ours: SqlDriverAdapter; theirs: SqlDriverAdapter }> {
  const dir = temporaryFolder();
  const [a, b] = [join(dir, "a.db"), join(dir, "b.db")];
  migrateSqliteFile(a, fixtureMigrations, { create: true });
  copyFileSync(a, b);
  const ours = createSqliteAdapter(openDatabase(a), { rawSql: "unrestricted" });
  const theirs = await new PrismaBetterSqlite3({ url: `file:${b}` }).connect();
  onTestFinished(() => Promise.all([ours.dispose(), theirs.dispose()]).then(() => {}));
  return { ours, theirs };
}

type ScalarType = ArgType["scalarType"];
type Outcome = { result: unknown } | { error: unknown };

async function outcome(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { result: await run() };
  } catch (error) {
    if (error instanceof DriverAdapterError) return { error: error.cause };
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : error };
  }
}

async function expectAlike(
  adapters: Awaited<ReturnType<typeof bothAdapters>>,
  query: SqlQuery,
): Promise<void> {
  for (const method of ["queryRaw", "executeRaw"] as const) {
    const theirs = await outcome(() => adapters.theirs[method](query));
    expect(await outcome(() => adapters.ours[method](query)), query.sql).toEqual(theirs);
  }
}

const columns = ["id", "text", "count", "big", "ratio", "price", "done", "at", "blob", "data"];
const insertNote = `INSERT INTO Note (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
const readNotes = `SELECT ${columns.map((column) => `\`main\`.\`Note\`.\`${column}\``).join(", ")} FROM \`main\`.\`Note\` ORDER BY id LIMIT ? OFFSET ?`;

describe("like Prisma's own adapter", () => {
  it("reads every type", async () => {
    const adapters = await bothAdapters();
    const rows = [
      ["1", "text", 1, 5n, 1.5, 1.25, true, "2024-02-29T12:00:00.000Z", "AAEC", '{"a":1}'],
      ["2", "", -2147483648, 9007199254740993n, -0.0, 100, false, "1969-12-31T23:59:59.999Z", "", "null"],
      [
        "3",
        "日本 🚀 \0 '",
        2147483647,
        -9223372036854775808n,
        1e300,
        0.1,
        true,
        "9999-12-31T23:59:59.999Z",
        "/w==",
        "[]",
      ],
      ["4", "x", 0, null, null, null, false, "2024-01-01T00:00:00.000Z", null, null],
    ];
    const types: ScalarType[] = [];
    types.push(
      "string",
      "string",
      "int",
      "bigint",
      "float",
      "decimal",
      "boolean",
      "datetime",
      "bytes",
      "json",
    );
    for (const row of rows) {
      const query = typed(
        insertNote,
        row.map((value, i) => [value, types[i] ?? "unknown"]),
      );
      expect(await outcome(() => adapters.ours.executeRaw(query))).toEqual(
        await outcome(() => adapters.theirs.executeRaw(query)),
      );
    }
    // Twice: the statement is kept, and exact reading may have been switched on in between.
    for (let i = 0; i < 2; i++) {
      await expectAlike(adapters, sql(readNotes, 20, 0));
      await expectAlike(adapters, sql("SELECT id, count, at FROM Note WHERE big IS NULL"));
    }
  });

  it("reads values that do not fit their column's declaration", async () => {
    const adapters = await bothAdapters();
    for (const value of [
      "1.9",
      "9007199254740993",
      "-9223372036854775808",
      "'text'",
      "x'00ff'",
      "1e308",
      "-1.5",
      "NULL",
    ]) {
      for (const column of ["count", "big", "ratio", "price", "done", "at", "data"]) {
        const id = `${column} ${value}`.replaceAll("'", "");
        await expectAlike(
          adapters,
          sql(`INSERT OR REPLACE INTO Note (id, text, ${column}) VALUES ('${id}', 't', ${value})`),
        );
      }
    }
    await expectAlike(adapters, sql("UPDATE Note SET at = 1700000000000 WHERE at GLOB '*x*' OR count > 1"));
    await expectAlike(
      adapters,
      sql(readNotes.replace("ORDER BY id LIMIT ? OFFSET ?", "WHERE typeof(at) <> 'blob'")),
    );
    for (const column of columns) {
      await expectAlike(
        adapters,
        sql(`SELECT ${column} FROM Note WHERE typeof(at) IN ('text', 'integer') ORDER BY id`),
      );
    }
  });

  it.each([
    "SELECT COUNT(*), SUM(count), MIN(text), MAX(big), AVG(ratio), TOTAL(price) FROM Note",
    "SELECT COUNT(*) FROM Note WHERE 0",
    "SELECT MAX(count) FROM Note WHERE 0",
    "SELECT 1, 'a', 1.5, NULL, 9007199254740993, 9223372036854775807, true",
    "SELECT count + 0.5 AS x, text || 'b' FROM Note ORDER BY id",
    "SELECT id FROM Note WHERE 0",
    "INSERT INTO Owner (email) VALUES ('r@x') RETURNING id, email",
    "UPDATE Note SET count = count + 1 WHERE id = 'a' RETURNING id, count, big, at",
    "DELETE FROM Note WHERE id = 'b' RETURNING id AS gone",
    "UPDATE Note SET count = 1 WHERE 0",
    "INSERT INTO Owner (id, email) VALUES (1, 'dup@x'), (1, 'dup2@x')",
    "INSERT INTO Owner (email) VALUES ('one@x')",
    "INSERT INTO Owner (email) VALUES (NULL)",
    "INSERT INTO Note (id, text, ownerId) VALUES ('f', 't', 4242)",
    "INSERT INTO Note (id, text, at) VALUES ('z', NULL, NULL)",
    "SELECT nothing FROM Note",
    "SELECT 1 FROM nowhere",
    "INSERT INTO Note (nothing) VALUES (1)",
    "SELEKT 1",
    "SELECT 1; SELECT 2",
    "",
    "PRAGMA user_version",
    "PRAGMA user_version = 7",
    "CREATE TABLE extra (a INTEGER, b UNKNOWNTYPE, c VARCHAR(20))",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n",
    "VALUES (1, 'x'), (2, 'y')",
    "EXPLAIN QUERY PLAN SELECT id FROM Note",
  ])("%s", async (text) => {
    const adapters = await bothAdapters();
    for (const seed of [
      "INSERT INTO Owner (email) VALUES ('one@x')",
      "INSERT INTO Note (id, text, count, big, ratio, price) VALUES ('a', 'A', 3, 9007199254740993, 2.5, 9.99)",
      "INSERT INTO Note (id, text, count, big, ratio, price) VALUES ('b', 'B', 4, 2, -1, 10)",
    ]) {
      await adapters.ours.executeRaw(sql(seed));
      await adapters.theirs.executeRaw(sql(seed));
    }
    await expectAlike(adapters, sql(text));
    await expectAlike(adapters, sql(text));
  });

  it("for any values", async () => {
    const adapters = await bothAdapters();
    const note = fc.record({
      text: fc.string({ unit: "grapheme" }),
      count: fc.integer(),
      big: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
      ratio: fc.option(fc.double({ noNaN: true })),
      done: fc.boolean(),
      at: fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }),
      blob: fc.option(fc.uint8Array()),
    });
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(note, { maxLength: 5 }), async (notes) => {
        for (const value of notes) {
          const query = typed(
            "INSERT INTO Note (id, text, count, big, ratio, done, at, blob) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
              [`${n++}`, "string"],
              [value.text, "string"],
              [value.count, "int"],
              [value.big?.toString() ?? null, "bigint"],
              [value.ratio, "float"],
              [value.done, "boolean"],
              [value.at, "datetime"],
              [value.blob && Buffer.from(value.blob).toString("base64"), "bytes"],
            ],
          );
          await adapters.ours.executeRaw(query);
          await adapters.theirs.executeRaw(query);
        }
        const { rows, ...shape } = await adapters.theirs.queryRaw(sql(readNotes, 1000, 0));
        expect(await adapters.ours.queryRaw(sql(readNotes, 1000, 0))).toEqual({ ...shape, rows });
      }),
      { numRuns: process.env.ACRE_TEST_FULL ? 300 : 30 },
    );
  });
});

function typed(text: string, args: Array<[unknown, ScalarType]>): SqlQuery {
  return {
    sql: text,
    args: args.map(([value]) => value),
    argTypes: args.map(([, scalarType]) => ({ scalarType, arity: "scalar" })),
  };
}

it("reads bytes from an expression, which Prisma's own adapter cannot", async () => {
  const { ours } = await bothAdapters();
  const { rows } = await ours.queryRaw(sql("SELECT x'00ff' AS b"));
  expect(rows).toEqual([[Buffer.from([0, 255])]]);
});

import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { lexicalHazards } from "../../test/raw-sql/lexical-hazards";
import "../../test/postgres/database";
import { isTenancyError } from "../errors";
import type { SqlDialect } from "./dialect";
import type { PostgresReading } from "./scan-postgres";
import { readStatement } from "./statement";

// The reading that counts is the engine's. Random SQL around a call of a function that tells when it was called:
// wherever the engine calls it, our reading must have seen its name, or refused the text.

const runs = process.env.ACRE_TEST_FULL ? 20 : 1;

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...lexicalHazards) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("leak()", " 1 ", "'a'", '"a"', "/**/", "--\n", "leak ()", 'U&"l\\0065ak"()'),
  },
);
const statement = fc
  .tuple(fc.array(piece, { maxLength: 6 }), fc.array(piece, { maxLength: 6 }))
  .map(([before, after]) => `SELECT ${before.join("")}leak()${after.join("")}`);

/** Whether our reading of the statement knows that `leak` is named in it. A refusal knows enough. */
function seen(sql: string, dialect: SqlDialect, reading?: PostgresReading): boolean {
  try {
    return readStatement(sql, dialect, reading).some(({ name }) => name === "leak");
  } catch (error) {
    if (isTenancyError(error, "statement_refused")) return true;
    throw error;
  }
}

it("sees every name that SQLite sees", () => {
  const db = new Database(":memory:");
  let called = false;
  let calls = 0;
  db.function("leak", () => {
    called = true;
    return 1;
  });
  try {
    fc.assert(
      fc.property(statement, (sql) => {
        called = false;
        try {
          db.prepare(sql).all();
        } catch {
          // Wrong SQL, as most of it is.
        }
        if (called) calls++;
        expect(called && !seen(sql, "sqlite"), JSON.stringify(sql)).toBe(false);
      }),
      { numRuns: 20_000 * runs },
    );
    // Otherwise it found nothing because there was nothing to find.
    expect(calls).toBeGreaterThan(500);
  } finally {
    db.close();
  }
}, 600_000);

describe("PostgreSQL", () => {
  const database = `reads_${randomBytes(6).toString("hex")}`;
  let client: pg.Client;

  beforeAll(async () => {
    const server = new pg.Client(inject("postgresUrl"));
    await server.connect();
    await server.query(`CREATE DATABASE ${database}`);
    await server.end();
    const url = new URL(inject("postgresUrl"));
    url.pathname = database;
    client = new pg.Client(url.href);
    await client.connect();
    await client.query("CREATE SEQUENCE leaks");
    await client.query(
      "CREATE FUNCTION leak() RETURNS int LANGUAGE sql AS $$ SELECT nextval('leaks')::int $$",
    );
  });

  afterAll(() => client?.end());

  async function callsLeak(sql: string): Promise<boolean> {
    const before = await client.query<{ last_value: string; is_called: boolean }>("SELECT * FROM leaks");
    await client.query(sql).catch(() => {});
    const after = await client.query<{ last_value: string; is_called: boolean }>("SELECT * FROM leaks");
    return JSON.stringify(before.rows) !== JSON.stringify(after.rows);
  }

  it.each([
    ["on", {}],
    ["off", { backslashes: true }],
  ] as const)(
    "sees every name, with standard_conforming_strings %s",
    async (setting, reading) => {
      await client.query(`SET standard_conforming_strings = ${setting}`);
      let calls = 0;
      await fc.assert(
        fc.asyncProperty(statement, async (sql) => {
          if (!(await callsLeak(sql))) return;
          calls++;
          expect(seen(sql, "postgresql", reading), JSON.stringify(sql)).toBe(true);
        }),
        { numRuns: 1_500 * runs },
      );
      expect(calls).toBeGreaterThan(20 * runs);
    },
    600_000,
  );
});

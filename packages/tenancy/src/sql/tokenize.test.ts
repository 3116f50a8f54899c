import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexicalHazards } from "../../test/raw-sql/lexical-hazards";
import { isTenancyError } from "../errors";
import type { SqlDialect } from "./dialect";
import { tokenize } from "./tokenize";

const dialects: SqlDialect[] = ["sqlite", "postgresql"];

/** Tokens as `kind:text`, without spaces. */
function read(sql: string, dialect: SqlDialect): string[] {
  return tokenize(sql, dialect)
    .filter(({ kind }) => kind !== "space")
    .map(({ kind, start, end }) => `${kind}:${sql.slice(start, end)}`);
}

function expectRefused(sql: string, dialect: SqlDialect): void {
  expect(() => tokenize(sql, dialect), `${dialect}: ${sql}`).toThrow(
    expect.objectContaining({ code: "statement_refused" }),
  );
}

describe.each(dialects)("%s", (dialect) => {
  it("takes a query apart", () => {
    expect(read(`SELECT a.b, "c""d", 'it''s', 1.5e-3 FROM t -- x\nWHERE /* y */ a<>1`, dialect)).toEqual([
      "word:SELECT",
      "word:a",
      "symbol:.",
      "word:b",
      "symbol:,",
      'name:"c""d"',
      "symbol:,",
      "string:'it''s'",
      "symbol:,",
      "number:1.5e-3",
      "word:FROM",
      "word:t",
      "comment:-- x",
      "word:WHERE",
      "comment:/* y */",
      "word:a",
      "symbol:<",
      "symbol:>",
      "number:1",
    ]);
  });

  it.each(["'a", "'a''", '"a', "/* a", "/*/", "'a\\''b"])("refuses the unterminated %s", (sql) => {
    expectRefused(`SELECT ${sql}`, dialect);
  });

  it.each([
    "1union",
    "1.5e",
    "0xfg",
    "1__0",
    "SELECT\0 1",
    "'a\0b'",
    "--\0\n1",
    "{a}",
    "\\",
    "\u0001",
    "'\ud800'",
  ])("refuses %j", (sql) => {
    expectRefused(sql, dialect);
  });

  it("gives back its input, or refuses it, whatever it is", () => {
    const hazards = fc
      .array(fc.constantFrom(...lexicalHazards), { maxLength: 30 })
      .map((parts) => parts.join(""));
    const input = fc.oneof(
      hazards,
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({ maxLength: 60 }),
    );
    fc.assert(
      fc.property(input, (sql) => {
        try {
          const tokens = tokenize(sql, dialect);
          expect(tokens.map(({ start, end }) => sql.slice(start, end)).join("")).toBe(sql);
          expect(tokens.every(({ start, end }) => end > start)).toBe(true);
        } catch (error) {
          if (!isTenancyError(error, "statement_refused")) throw error;
        }
      }),
      { numRuns: process.env.ACRE_TEST_FULL ? 100_000 : 5_000 },
    );
  });

  it.each([
    ["names", "a."],
    ["spaces", " \n"],
    ["line comments", "--\n"],
    ["opened comments", "/*"],
    ["comments", "/**/"],
    ["strings", "''"],
    ["escaped strings over many lines", "E'\\''\n"],
    ["escaped strings apart", "e'' "],
    ["quoted names", '"" '],
    ["dollars", "$a$ $b$ "],
    ["lone dollars", "$ab "],
    ["numbers", "1_0 "],
    ["parentheses", "("],
    ["backslashes", "'\\' "],
  ])("reads 1 MB of %s in time that grows with its length alone", (_, piece) => {
    const time = (characters: number): number => {
      const sql = piece.repeat(characters / piece.length);
      const started = performance.now();
      try {
        tokenize(sql, dialect);
      } catch (error) {
        if (!isTenancyError(error, "statement_refused")) throw error;
      }
      return performance.now() - started;
    };
    // Quadratic would be minutes; the bound leaves a busy machine room.
    expect(time(1_000_000)).toBeLessThan(5_000);
  });
});

describe("SQLite", () => {
  it.each([
    ["[a]]", ["name:[a]", "refused"]],
    ["`a``b`", ["name:`a``b`"]],
    ["x'00ff' X''", ["blob:x'00ff'", "blob:X''"]],
    ["e'a'", ["word:e", "string:'a'"]],
    ["? ?12 :a @b $c", ["parameter:?", "parameter:?12", "parameter::a", "parameter:@b", "parameter:$c"]],
    ["/* /* */ a", ["comment:/* /* */", "word:a"]],
    ["-- a\rb\nc", ["comment:-- a\rb", "word:c"]],
    ["\ufeffa\ufeffb", ["word:a\ufeffb"]],
    ["a->>'b'", ["word:a", "symbol:-", "symbol:>", "symbol:>", "string:'b'"]],
    ["1_000 0xFF .5 1.", ["number:1_000", "number:0xFF", "number:.5", "number:1."]],
  ])("reads %j", (sql, expected) => {
    if (expected.at(-1) === "refused") expectRefused(sql, "sqlite");
    else expect(read(sql, "sqlite")).toEqual(expected);
  });

  it.each(["[a", "`a", "x'0'", "x'0g'", "x'00", "#1", "$a(", "$a::b", ":a:b", "a ^ b", "@", "]"])(
    "refuses %s",
    (sql) => {
      expectRefused(sql, "sqlite");
    },
  );
});

describe("PostgreSQL", () => {
  it.each([
    ["/* a /* b */ c */ d", ["comment:/* a /* b */ c */", "word:d"]],
    ["-- a\rb", ["comment:-- a", "word:b"]],
    ["E'a\\'b' c", ["string:E'a\\'b'", "word:c"]],
    ["E'a'\n  -- c\n 'b\\'c' d", ["string:E'a'\n  -- c\n 'b\\'c'", "word:d"]],
    ["E'a' 'b'", ["string:E'a'", "string:'b'"]],
    ["'a\\' b", ["string:'a\\'", "word:b"]],
    ["n'a' B'01' x'ff'", ["string:n'a'", "blob:B'01'", "blob:x'ff'"]],
    [`U&'a' u&"b" U & c`, ["string:U&'a'", `name:u&"b"`, "word:U", "symbol:&", "word:c"]],
    ["$$a'$$ $t$b$$c$t$", ["string:$$a'$$", "string:$t$b$$c$t$"]],
    ["a$b$c $1", ["word:a$b$c", "parameter:$1"]],
    ["xe'a'", ["word:xe", "string:'a'"]],
    ["a::int[1]", ["word:a", "symbol::", "symbol::", "word:int", "symbol:[", "number:1", "symbol:]"]],
    ["a ?| b <--c\n", ["word:a", "symbol:?", "symbol:|", "word:b", "symbol:<", "comment:--c"]],
    ["0b11 0o17 1..2", ["number:0b11", "number:0o17", "number:1", "symbol:.", "number:.2"]],
  ])("reads %j", (sql, expected) => {
    expect(read(sql, "postgresql")).toEqual(expected);
  });

  it.each([
    "/* a /* b */",
    "E'a\\'",
    "$a$ b",
    "$a",
    "$1a",
    "1$a",
    "$\u00a6$ $\u00a6$",
    "U&'a",
    'u&"a',
    "$1$$",
  ])("refuses %s", (sql) => {
    expectRefused(sql, "postgresql");
  });
});

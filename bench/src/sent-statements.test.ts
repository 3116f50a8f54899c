import { describe, expect, it } from "vitest";
import { asScript, changesSchema } from "./sent-statements";

describe("a script of statements", () => {
  it("has their parameters in it, quoted", () => {
    const insert = { text: "INSERT INTO t VALUES ($1, $2, $1)", values: ["it's", "b"] };
    expect(asScript([{ text: "BEGIN" }, insert])).toBe(
      "BEGIN;\nINSERT INTO t VALUES ('it''s', 'b', 'it''s')",
    );
  });

  it("leaves alone what is no parameter", () => {
    const text = "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1'";
    expect(asScript([{ text }])).toBe(text);
  });
});

describe("what changes a schema", () => {
  it.each([
    ["-- CreateTable\nCREATE TABLE t ()", true],
    ['GRANT USAGE ON SCHEMA "s" TO "app"', true],
    ["INSERT INTO _prisma_migrations VALUES (1)", true],
    ["SELECT 1", false],
    ["  select pg_advisory_xact_lock(1)", false],
    ["SET LOCAL search_path TO s", false],
  ])("%j: %s", (text, changes) => {
    expect(changesSchema({ text })).toBe(changes);
  });
});

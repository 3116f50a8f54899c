import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { createProgram } from "./program";
import { run } from "./run";

const dir = mkdtempSync(join(tmpdir(), "acre-cli-"));
vi.stubEnv("ACRE_DATA_DIR", join(dir, "data"));
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it.each([
  [["tenant", "restore", "nowhere.bundle", "--as", "x_1"], /There is no file/],
  [["tenant", "restore", dir, "--as", "x_1"], /is a folder/],
  [["tenant", "restore", "/dev/null"], /--as NEW_SLUG, or --into SLUG/],
  [["tenant", "restore", "/dev/null", "--into", "a", "--as", "b"], /--as NEW_SLUG, or --into SLUG/],
  [["tenant", "restore", "/dev/null", "--into", "acme_corp", "--members"], /go with --as/],
  [["tenant", "restore", "/dev/null", "--into", "acme_corp"], /add --yes/],
  [["tenant", "delete", "acme_corp"], /add --yes/],
  [["tenant", "move", "acme_corp"], /--to PLACE/],
  [["tenant", "move", "acme_corp", "--isolation", "shared"], /Allowed choices are database, schema, row/],
  [["tenant", "move", "acme_corp", "--confirm", "--to", "files"], /--confirm moves nothing/],
  [["tenant", "move", "acme_corp", "--confirm", "--discard-old"], /--confirm moves nothing/],
  [["tenant", "move", "acme_corp", "--confirm"], /add --yes/],
  [["query", "--tenant", "acme_corp", "--write", "delete from labels"], /add --yes/],
  [["query", "select 1"], /--tenant/],
  [["data", "delete", "labels", "x", "--tenant", "acme_corp"], /add --yes/],
  [["data", "insert", "labels", "--tenant", "acme_corp", "--data", "{name:1}"], /--data is no JSON/],
  [["data", "insert", "labels", "--tenant", "acme_corp", "--data", "[]"], /has to be a JSON object/],
  [["data", "bulk", "labels", "--tenant", "acme_corp", "--file", "nowhere"], /nowhere cannot be read/],
  [["completion", "tcsh"], /Allowed choices are bash, zsh, fish/],
  [["datasource", "add"], /missing required argument/],
  [["tenant", "list", "--limit", "many"], /limit: Give a whole number\./],
  [["tenant", "list", "--limit", "1001"], /limit: Give 1000 or fewer\./],
  [["jobs", "runs", "--limit", "501"], /limit: Give 500 or fewer\./],
  [["tenant", "plan", "acme_corp", "gold"], /Allowed choices are trial, pro/],
  [["tenant", "backup", "acme_corp", "--passphrase"], /goes with --out/],
  [["tenant", "backup", "acme_corp", "--format", "json"], /goes with --out/],
  [["tenant", "backup", "acme_corp", "--format", "json", "--out", "x", "--passphrase"], /not encrypted/],
  [["tenant", "backup", "acme_corp", "--passphrase", "--out", "x"], /ACRE_BUNDLE_PASSPHRASE/],
  [["tenant", "backup", "acme_corp", "--keep-days", "soon"], /number of days/],
  [["tenant", "backup", "acme_corp", "--out", "no/where.bundle"], /There is no folder .*no\. Make it first/],
  [["tenant", "rotate-key"], /--all/],
  [["backup", "prune"], /add --yes/],
  [["backup", "prune", "--keep", "few", "--yes"], /--keep has to be a number/],
  [["backup", "prune", "--keep=-1", "--yes"], /--keep has to be 0 or more/],
  [["backup", "prune", "--older-than=-1", "--yes"], /--older-than has to be 0 days or more/],
  [["backup", "verify"], /ids, or --all/],
])("%j is refused before anything is opened", async (args, sentence) => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const printed = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(await run(createProgram(), args)).toBe(2);
  expect(said.mock.calls.join("")).toMatch(sentence);
  expect(printed).not.toHaveBeenCalled();
  expect(existsSync(join(dir, "data"))).toBe(false);
});

it.each([
  [["tenant", "show"], "missing required argument 'slug'"],
  [
    ["tenant", "move", "acme_corp", "--isolation", "shared"],
    /^option .* Allowed choices are database, schema, row\.$/,
  ],
  [["nonsense"], "unknown command 'nonsense'"],
  [["tenant"], /^Say which command/],
])("with --json, %j is refused in one document", async (args, message) => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(await run(createProgram(), [...args, "--json"])).toBe(2);
  expect(JSON.parse(said.mock.calls.join(""))).toEqual({
    error: { code: "usage", message: typeof message === "string" ? message : expect.stringMatching(message) },
  });
});

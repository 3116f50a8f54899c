import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { isPlainDatabase } from "./cipher";
import { duplicateFile } from "./duplicate";
import { openDatabase } from "./open-database";

const [ownKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const secret = "the text that must not be found";

/** A folder with a tenant's file of 1,000 rows, half of which are in the log yet, while another transaction is open. */
function folderOf(key: Buffer | undefined) {
  const dir = mkdtempSync(join(tmpdir(), "tenancy-test-"));
  const path = join(dir, "source.db");
  const db = openDatabase(path, { create: true, key });
  const writer = openDatabase(path, { key });
  onTestFinished(() => {
    for (const open of [db, writer]) open.close();
    rmSync(dir, { recursive: true, force: true });
  });
  db.pragma("user_version = 7");
  db.exec(
    "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL); CREATE INDEX by_text ON notes (text)",
  );
  const insert = db.prepare("INSERT INTO notes (text) VALUES (?)");
  for (let n = 0; n < 1000; n++) {
    if (n === 500) db.pragma("wal_checkpoint(TRUNCATE)");
    insert.run(`${secret} ${n}`);
  }
  db.exec("DELETE FROM notes WHERE id % 10 = 0");
  writer.exec("BEGIN IMMEDIATE");
  writer.exec("INSERT INTO notes (text) VALUES ('not committed')");
  return { dir, path, target: join(dir, "to", "copy.db"), open: () => openDatabase(path, { key }) };
}

const all = "SELECT * FROM notes ORDER BY id";

it.each([
  ["encrypted", ownKey],
  ["plain", undefined],
])("copies a file that is %s, under a key of the copy's own", async (_, key) => {
  const { dir, path, target, open } = folderOf(key);
  const keys = { from: key ?? null, to: newKey };
  expect(await duplicateFile({ dir, db: open(), path, target, keys })).toBe(true);
  const [source, copy] = [open(), openDatabase(target, { key: newKey })];
  onTestFinished(() => {
    for (const db of [source, copy]) db.close();
  });
  const rows = source.prepare(all).all();
  expect(rows).toHaveLength(900);
  expect(copy.prepare(all).all()).toEqual(rows);
  const schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY name";
  expect(copy.prepare(schema).all()).toEqual(source.prepare(schema).all());
  expect(copy.prepare("SELECT * FROM sqlite_sequence").all()).toEqual([{ name: "notes", seq: 1000 }]);
  expect(copy.pragma("user_version", { simple: true })).toBe(7);
  expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(isPlainDatabase(target)).toBe(false);
  expect(readFileSync(target).includes(secret)).toBe(false);
  expect(() => openDatabase(target, { key: ownKey })).toThrow(
    expect.objectContaining({ code: "key_mismatch" }),
  );
  expect(readdirSync(join(dir, ".tmp"))).toEqual([]);
});

it("leaves a target that is there alone, and nothing behind", async () => {
  const { dir, path, open } = folderOf(ownKey);
  const before = readFileSync(path);
  const keys = { from: ownKey, to: newKey };
  expect(await duplicateFile({ dir, db: open(), path, target: path, keys })).toBe(false);
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(join(dir, ".tmp"))).toEqual([]);
});

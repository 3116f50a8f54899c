// Migrates a file and kills itself right before the step that it was told, by its number or by the beginning of a statement: a
// step is a statement, or a change of a name.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import Database from "better-sqlite3";

const { path, key, migrations, killAt, killBefore } = JSON.parse(process.argv[2] ?? "{}");
let counting = false;
let passed = 0;

function step(statement = ""): void {
  if (!counting) return;
  passed += 1;
  if (passed === killAt || (killBefore !== undefined && statement.trim().startsWith(killBefore)))
    process.kill(process.pid, "SIGKILL");
}

const { exec } = Database.prototype;
Database.prototype.exec = function (sql: string) {
  // A migration comes as one text.
  for (const statement of sql.split(/;\s*$/m).filter((text) => text.trim() !== "")) {
    step(statement);
    exec.call(this, statement);
  }
  return this;
};
const { pragma } = Database.prototype;
Database.prototype.pragma = function (...args: Parameters<typeof pragma>) {
  step();
  return pragma.apply(this, args);
};
const statements = Object.getPrototypeOf(new Database(":memory:").prepare("SELECT 1"));
const { run } = statements;
statements.run = function (...args: unknown[]) {
  step();
  return run.apply(this, args);
};
const { renameSync, rmSync } = fs;
fs.renameSync = (...args) => {
  step();
  renameSync(...args);
};
fs.rmSync = (...args) => {
  step();
  rmSync(...args);
};
syncBuiltinESMExports();

const { migrateSqliteFile } = await import("./migrate-file");
counting = true;
migrateSqliteFile(path, migrations, { key: Buffer.from(key, "hex") });
console.log(`finished after ${passed} steps`);

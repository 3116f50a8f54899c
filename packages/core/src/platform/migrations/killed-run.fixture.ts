// Deploys, or goes on with the run that is open, and kills itself right before the statement that it was told, by its number or
// by its text.
import { Socket } from "node:net";
import { isTenancyError } from "@acre/tenancy";
import Database from "better-sqlite3";
import { openAsCommand } from "../../testing/fleet-stage";
import { deployMigrations, migrationStatus, resumeMigrations } from "../index";

const { dir, variables, killAt, killBefore } = JSON.parse(process.argv[2] ?? "{}");
let counting = false;
let passed = 0;

/** Called before each statement to a file, and before each that a server is told to carry out. */
function boundary(statement = ""): void {
  if (!counting) return;
  passed += 1;
  if (passed === killAt || (killBefore !== undefined && statement.trim() === killBefore))
    process.kill(process.pid, "SIGKILL");
}

const { exec } = Database.prototype;
Database.prototype.exec = function (sql: string) {
  // A migration comes as one text.
  for (const statement of sql.split(/;\s*$/m).filter((text) => text.trim() !== "")) {
    boundary(statement);
    exec.call(this, statement);
  }
  return this;
};
const statements = Object.getPrototypeOf(new Database(":memory:").prepare("SELECT 1"));
for (const method of ["run", "get", "all", "iterate"]) {
  const original = statements[method];
  statements[method] = function (...args: unknown[]) {
    // Where nothing is written, the place before and the one after are the same.
    if (!this.readonly) boundary();
    return original.apply(this, args);
  };
}
// Execute and Query (PostgreSQL's documentation, 55.7). Until one of them comes nothing of a statement has happened; what comes
// after Execute ends no transaction.
const carryOut = new Set(["E".charCodeAt(0), "Q".charCodeAt(0)]);
const { write } = Socket.prototype;
Socket.prototype.write = function (this: Socket, ...args: Parameters<typeof write>) {
  const [bytes] = args;
  if (bytes instanceof Uint8Array && carryOut.has(bytes[0] ?? 0)) boundary();
  return write.apply(this, args);
} as typeof write;

const { operator, close } = await openAsCommand(dir, variables);
counting = true;
const { run: open } = await migrationStatus(operator);
try {
  if (open?.finishedAt === null) await resumeMigrations(operator);
  else await deployMigrations(operator);
  counting = false;
  console.log(`finished after ${passed} boundaries`);
} catch (error) {
  if (!isTenancyError(error, "lease_lost")) throw error;
  counting = false;
  console.log(`starved after ${passed} boundaries`);
}
await close();

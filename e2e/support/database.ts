import { readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Person } from "./people";
import type { Server } from "./server";

/** The rows of every table of a database. */
export type Contents = Record<string, unknown[]>;

/** Everything the catalog holds. */
export function readCatalog(server: Server): Contents {
  return read(catalogFile(server));
}

/** Everything a workspace's database holds. */
export function readTenant(server: Server, slug: string): Contents {
  return read(tenantFile(server, slug));
}

/** Everything every database of an installation holds, by file. */
export function readEverything(server: Server): Record<string, Contents> {
  const files = readdirSync(server.dataDir, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".db") && name !== "lock.db" && !name.includes("template"))
    .sort();
  return Object.fromEntries(files.map((name) => [name, read(join(server.dataDir, name))]));
}

/** The opaque id of a workspace. */
export function tenantId(server: Server, slug: string): string {
  return inDatabase(catalogFile(server), (db) => {
    const id: unknown = db.prepare("SELECT id FROM tenants WHERE slug = ?").pluck().get(slug);
    if (typeof id !== "string") throw new Error(`There is no tenant ${slug}`);
    return id;
  });
}

/**
 * Makes somebody a member of a workspace, as an accepted invitation does.
 *
 * @returns their user id there
 */
export function addMember(server: Server, slug: string, person: Person, role: string): string {
  const account = accountId(server, person);
  const id = account.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const now = new Date().toISOString();
  inDatabase(tenantFile(server, slug), (db) =>
    db
      .prepare(
        "INSERT INTO users (id, account_id, email, name, role, active, created_at, updated_at) VALUES (?,?,?,?,?,1,?,?)",
      )
      .run(id, account, person.email, person.name, role, now, now),
  );
  addMembership(server, slug, person);
  return id;
}

/** Writes into the catalog that somebody may knock at a workspace's door. */
export function addMembership(server: Server, slug: string, person: Person): void {
  const values = [accountId(server, person), tenantId(server, slug), new Date().toISOString()];
  inDatabase(catalogFile(server), (db) =>
    db.prepare("INSERT INTO memberships (account_id, tenant_id, created_at) VALUES (?,?,?)").run(...values),
  );
}

/** Changes a member's row in a workspace's own database, which is the truth about role and activity. */
export function changeMember(
  server: Server,
  slug: string,
  userId: string,
  column: "active" | "role",
  value: number | string,
): void {
  inDatabase(tenantFile(server, slug), (db) =>
    db.prepare(`UPDATE users SET ${column} = ? WHERE id = ?`).run(value, userId),
  );
}

/** Takes a membership out of the catalog, and leaves the member's row in the workspace as it is. */
export function removeMembership(server: Server, slug: string, person: Person): void {
  const tenant = tenantId(server, slug);
  const account = accountId(server, person);
  inDatabase(catalogFile(server), (db) =>
    db.prepare("DELETE FROM memberships WHERE account_id = ? AND tenant_id = ?").run(account, tenant),
  );
}

function accountId(server: Server, person: Person): string {
  return inDatabase(catalogFile(server), (db) => {
    const id: unknown = db.prepare("SELECT id FROM accounts WHERE email = ?").pluck().get(person.email);
    if (typeof id !== "string") throw new Error(`There is no account ${person.email}`);
    return id;
  });
}

function catalogFile(server: Server): string {
  return join(server.dataDir, "catalog.db");
}

function tenantFile(server: Server, slug: string): string {
  const id = tenantId(server, slug);
  return join(server.dataDir, "tenants", id.slice(-2), `${id}.db`);
}

function read(file: string): Contents {
  return inDatabase(file, (db) => {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    return Object.fromEntries(
      tables.map((table) => [String(table), db.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).all()]),
    );
  });
}

function inDatabase<T>(file: string, work: (db: Database.Database) => T): T {
  const db = new Database(file, { fileMustExist: true });
  try {
    db.pragma("busy_timeout = 5000");
    return work(db);
  } finally {
    db.close();
  }
}

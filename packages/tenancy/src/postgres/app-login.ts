import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { TenancyError } from "../errors";
import { assertPlainName, quoteName, quoteText } from "./names";
import { Owner } from "./owner";
import { assertOwnerRights } from "./owner-rights";
import { scramVerifier } from "./scram";
import { hasState } from "./server-errors";

export interface AppLoginOptions {
  /** The owner of the database. */
  ownerUrl: string;
  /** The login's name; `acre_app_` and a digest of the database's name unless said, as logins are the server's. */
  name?: string;
  /** The login's password from an earlier start; a new one is set when it is missing or no longer lets in. */
  password?: string;
}

/** The login that the application uses, for the caller to keep. */
export interface AppLogin {
  url: string;
  name: string;
  password: string;
  /** Whether the password was set just now, so that it has to be kept anew. */
  changed: boolean;
}

/**
 * Makes sure that the application has a login of its own in the owner's database, which owns nothing and may do
 * nothing but connect: rights on tenants' tables come with those. Takes from everyone else the right to make
 * temporary tables and objects in `public`, which a tenant's raw SQL would have otherwise.
 *
 * Throws `right_missing`, naming the right and the command that gives it, and `server_too_old`, with nothing made.
 */
export async function ensureAppLogin(options: AppLoginOptions): Promise<AppLogin> {
  const database = databaseOf(options.ownerUrl);
  const name = assertPlainName(options.name ?? defaultName(database), "a login");
  if (options.password !== undefined) {
    const url = withLogin(options.ownerUrl, name, options.password);
    if (await letsIn(url)) return { url, name, password: options.password, changed: false };
  }
  const password = options.password ?? randomBytes(24).toString("base64url");
  const owner = new Owner(options.ownerUrl);
  try {
    await assertOwnerRights(owner, { makesLogin: true });
    await makeLogin(owner, name, password);
    await takeCommonRights(owner, name);
  } finally {
    await owner.end();
  }
  return { url: withLogin(options.ownerUrl, name, password), name, password, changed: true };
}

/** Where the application logs in once `ensureAppLogin` has made that login, without asking the server. */
export function appLoginUrl({ ownerUrl, password }: { ownerUrl: string; password: string }): string {
  return withLogin(ownerUrl, defaultName(databaseOf(ownerUrl)), password);
}

const attributes = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS";

async function makeLogin(owner: Owner, name: string, password: string): Promise<void> {
  const secret = `PASSWORD ${quoteText(scramVerifier(password))}`;
  try {
    await owner.transaction(async (session) => {
      // Two starts at once would both find it missing.
      session.queue({ text: "SELECT WHERE pg_advisory_xact_lock(hashtext('acre login')) IS NULL" });
      const { rows } = await session.send({
        text: "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1",
        values: [name],
      });
      // Only a superuser may mention some attributes of a login that exists; inspection looks at all of them.
      const statement =
        rows.length === 0
          ? `CREATE ROLE ${quoteName(name)} ${attributes}`
          : `ALTER ROLE ${quoteName(name)} LOGIN`;
      session.queue({ text: `${statement} ${secret}` });
      await session.flush();
    });
  } catch (error) {
    const cause = error instanceof TenancyError ? error.cause : error;
    if (!hasState(cause, "42501")) throw error;
    const { rows } = await owner.query("SELECT current_user");
    throw new TenancyError(
      "right_missing",
      `The owner's login lacks the right to make or change the application's login "${name}" (${cause.message}). As a superuser: ALTER ROLE ${quoteName(String(rows[0]?.[0]))} CREATEROLE; or make a login yourself and name it in ACRE_APP_DATABASE_URL.`,
      { cause },
    );
  }
}

async function takeCommonRights(owner: Owner, name: string): Promise<void> {
  const { rows } = await owner.query("SELECT current_database()");
  const database = quoteName(String(rows[0]?.[0]));
  await owner.transaction(async (session) => {
    session.queue(
      // Two starts at once would both change the database's one row of rights.
      { text: "SELECT WHERE pg_advisory_xact_lock(hashtext('acre login')) IS NULL" },
      { text: `REVOKE CREATE, TEMPORARY ON DATABASE ${database} FROM PUBLIC` },
      { text: `REVOKE ALL ON DATABASE ${database} FROM ${quoteName(name)}` },
      { text: `GRANT CONNECT ON DATABASE ${database} TO ${quoteName(name)}` },
    );
    // Before PostgreSQL 15 everyone may create in it. Not ours to touch where someone else owns it.
    const { rows: mine } = await session.send({
      text: "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'public' AND pg_catalog.pg_has_role(nspowner, 'USAGE')",
    });
    if (mine.length > 0) await session.send({ text: "REVOKE CREATE ON SCHEMA public FROM PUBLIC" });
  });
}

async function letsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // Unknown login or wrong password: both are mended by setting it. Anything else is not.
    if (hasState(error, "28P01", "28000")) return false;
    throw error;
  } finally {
    await client.end();
  }
}

function defaultName(database: string): string {
  return `acre_app_${createHash("sha256").update(database).digest("hex").slice(0, 12)}`;
}

function databaseOf(url: string): string {
  const path = new URL(url).pathname.slice(1);
  return path === "" ? decodeURIComponent(new URL(url).username) : decodeURIComponent(path);
}

function withLogin(ownerUrl: string, name: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(name);
  url.password = encodeURIComponent(password);
  return url.href;
}

import { TenancyError } from "../errors";
import { quoteName } from "./names";
import type { Owner } from "./owner";

/**
 * Makes sure, before anything is made, that the owner's login may do what setting a database up takes. Throws
 * `server_too_old`, or `right_missing` naming what is lacking and the command that gives it.
 */
export async function assertOwnerRights(
  owner: Owner,
  { makesLogin }: { makesLogin: boolean },
): Promise<void> {
  const { rows } = await owner.query(rightsText);
  const [login, database, version, owns, superuser, createRole] = rows[0] ?? [];
  if (Number(version) < oldest) {
    throw new TenancyError(
      "server_too_old",
      `PostgreSQL ${oldest / 10_000} or newer is needed; this server says ${version}. Upgrade it, or point DATABASE_URL at another.`,
    );
  }
  const names = { login: quoteName(String(login)), database: quoteName(String(database)) };
  if (owns !== true) {
    throw new TenancyError(
      "right_missing",
      `The login ${names.login} of DATABASE_URL does not own the database ${names.database}, so it may not make schemas there nor take rights from others. As a superuser: ALTER DATABASE ${names.database} OWNER TO ${names.login}`,
    );
  }
  if (makesLogin && superuser !== true && createRole !== true) {
    throw new TenancyError(
      "right_missing",
      `The login ${names.login} of DATABASE_URL lacks the right to make the application's login. As a superuser: ALTER ROLE ${names.login} CREATEROLE; or make a login yourself and name it in ACRE_APP_DATABASE_URL.`,
    );
  }
}

const oldest = 130000;

const rightsText = `SELECT current_user, d.datname, current_setting('server_version_num')::int,
       pg_catalog.pg_has_role(d.datdba, 'USAGE'), r.rolsuper, r.rolcreaterole
  FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
 WHERE d.datname = current_database() AND r.rolname = current_user`;
